package dev.interlock.recording;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.RequestHead;
import dev.interlock.observe.ObservedFields;
import org.jspecify.annotations.Nullable;

/**
 * Captured parts of one exchange that is still in progress. Reused for the next exchange. Confined to its event loop.
 */
final class Capture {
    /** Estimated size of the objects without their arrays, in bytes. */
    private static final int OBJECT_BYTES = 512;

    final LoopRecorder loop;
    final BodyCapture requestBody = new BodyCapture();
    final BodyCapture responseBody = new BodyCapture();
    /** Bounds and bytes of the request head. */
    final ByteWriter head = new ByteWriter(512);
    /** Bounds and bytes of the response fields. */
    final ByteWriter fields = new ByteWriter(512);
    /** Authority from a trusted proxy; empty if there is none. */
    final ByteWriter authority = new ByteWriter(0);

    int requestFields;
    int responseFields;
    int protocol;
    int flags;
    /** Number of the connection. */
    long connection;
    /** Number of the exchange on its connection. */
    long sequence;
    /** Whether the recorder keeps the exchange regardless of its outcome. */
    boolean isSampled;
    /** Whether the recorder dropped the captured bytes, because the memory limit was reached. */
    boolean isAbandoned;
    /** Bytes that the connection is charged for. */
    int charged;

    /**
     * Index of the first captured byte in the array of the request head. Bounds of the request line count from the
     * start of that array.
     */
    int base;
    /** Index of the first field name in the captured head. */
    int fieldsOrigin;
    /** Index of the first byte of all fields in the captured head. */
    int fieldsFrom;
    /** Length of all fields in the captured head, in bytes. */
    int fieldsBytes;
    /** Index of the first field name in the captured response fields. */
    int responseOrigin;

    /** File of the response body, or null. */
    @Nullable
    SentFile file;

    RoutePolicy policy;
    /** Next idle capture in the list, or null. */
    @Nullable
    Capture next;

    /** @param loop recorder to which the capture belongs */
    Capture(LoopRecorder loop, RoutePolicy policy) {
        this.loop = loop;
        this.policy = policy;
    }

    /** Returns the estimated size of the capture on the heap, in bytes. */
    int capacity() {
        return OBJECT_BYTES
                + head.array().length
                + fields.array().length
                + authority.array().length
                + requestBody.bytes.array().length
                + responseBody.bytes.array().length;
    }

    @SuppressWarnings("EnumOrdinal") // The recorder thread reads it in the same process.
    void captureHead(RequestHead from) {
        int count = from.fieldCount();
        requestFields = count;
        protocol = from.protocol().ordinal();
        byte[] bytes = from.bytes();
        int bounds = (Entry.HEAD_BOUNDS + Entry.FIELD_BOUNDS * count) * Integer.BYTES;
        head.clear();
        head.extend(bounds);
        byte[] into = head.array();
        int origin = count == 0 ? from.targetTo() : from.nameFrom(0);
        int fieldsFirst = origin;
        int fieldsLast = origin;
        int at = Entry.HEAD_BOUNDS * Integer.BYTES;
        for (int i = 0; i < count; i++) {
            int nameFrom = from.nameFrom(i);
            int valueTo = from.valueTo(i);
            fieldsFirst = Math.min(fieldsFirst, nameFrom);
            fieldsLast = Math.max(fieldsLast, valueTo);
            at = Entry.putField(
                    into, at, nameFrom - origin, from.nameTo(i) - origin, from.valueFrom(i) - origin, valueTo - origin);
        }
        int first = Math.min(fieldsFirst, Math.min(from.methodFrom(), from.targetFrom()));
        int last = Math.max(fieldsLast, Math.max(from.methodTo(), from.targetTo()));
        if (from.authorityTo() > from.authorityFrom()) {
            first = Math.min(first, from.authorityFrom());
            last = Math.max(last, from.authorityTo());
        }
        putLine(from, into);
        // One copy of the whole head is cheaper than one copy for each part.
        head.append(bytes, first, last);
        base = first;
        fieldsOrigin = origin - first;
        fieldsFrom = fieldsFirst - first;
        fieldsBytes = fieldsLast - fieldsFirst;
    }

    private static void putLine(RequestHead from, byte[] into) {
        Entry.putInt(into, 0, from.methodFrom());
        Entry.putInt(into, 4, from.methodTo());
        Entry.putInt(into, 8, from.targetFrom());
        Entry.putInt(into, 12, from.targetTo());
        Entry.putInt(into, 16, from.pathFrom());
        Entry.putInt(into, 20, from.pathTo());
        Entry.putInt(into, 24, from.queryFrom());
        Entry.putInt(into, 28, from.queryTo());
        Entry.putInt(into, 32, from.authorityFrom());
        Entry.putInt(into, 36, from.authorityTo());
    }

    /** Replaces the file of the response body. */
    void setFile(@Nullable SentFile newFile) {
        SentFile former = file;
        file = newFile;
        if (former != null) {
            former.release();
        }
    }

    /** Prepares the capture for another exchange. Keeps arrays of up to {@code retained} bytes each. */
    void clear(int retained) {
        head.clear(retained);
        fields.clear(retained);
        authority.clear(retained);
        requestBody.clear(retained);
        responseBody.clear(retained);
        requestFields = 0;
        responseFields = 0;
        flags = 0;
        isSampled = false;
        isAbandoned = false;
        setFile(null);
    }

    void captureFields(ObservedFields from) {
        int count = from.count();
        responseFields = count;
        fields.clear();
        fields.extend(Entry.FIELD_BOUNDS * count * Integer.BYTES);
        if (count == 0) {
            return;
        }
        byte[] into = fields.array();
        int origin = from.nameFrom(0);
        int first = origin;
        int last = origin;
        int at = 0;
        for (int i = 0; i < count; i++) {
            int nameFrom = from.nameFrom(i);
            int valueTo = from.valueTo(i);
            first = Math.min(first, nameFrom);
            last = Math.max(last, valueTo);
            at = Entry.putField(
                    into, at, nameFrom - origin, from.nameTo(i) - origin, from.valueFrom(i) - origin, valueTo - origin);
        }
        responseOrigin = origin - first;
        fields.append(from.bytes(), first, last);
    }
}
