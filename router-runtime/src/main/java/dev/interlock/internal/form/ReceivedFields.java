package dev.interlock.internal.form;

import dev.interlock.bytes.Lease;
import dev.interlock.bytes.Slice;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.internal.memory.MemoryMeter;
import dev.interlock.internal.memory.PaidArray;
import dev.interlock.internal.syntax.MediaTypes;
import dev.interlock.internal.syntax.Tokens;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values that were read from one source of a request. A value is a range of the request's bytes, or of a buffer of this
 * object if the value was decoded. The object serves one request after another.
 */
public final class ReceivedFields extends Fields {
    private static final FieldNames NONE = FieldNames.of();
    private static final int USUAL_VALUES = 8;
    private static final int USUAL_BYTES = 256;

    // Limits on the arrays that are kept for the next request. Larger arrays are freed when a request ends, so that
    // idle connections stay small.
    private static final int RETAINED_VALUES = 256;
    private static final int RETAINED_BYTES = 16 * 1024;

    /**
     * Estimated bytes of a value without its content: its slice, the characters of the slice, and its entries in two
     * arrays.
     */
    private static final int VALUE_BYTES = 64;

    private FieldNames names = NONE;
    private boolean filled;

    // Arrays indexed by name. The occurrences of a name form a linked list.
    private int[] first = {};
    private int[] last = {};
    private int[] counts = {};

    // Arrays indexed by occurrence.
    private int size;
    private int[] next = {};
    private Slice[] values = {};
    /** Charge for the slices, and for the arrays indexed by occurrence. */
    private final PaidArray valueMemory = new PaidArray();

    private byte[] decoded = {};
    private int decodedEnd;
    /** Charge for the arrays of decoded values. */
    private final PaidArray decodedMemory = new PaidArray();
    /** Array that slices may reference between requests, or null. */
    private byte @Nullable [] lasting;
    /** Bytes that {@link #retainedBytes} returns. */
    private int retained;

    // Position of the last call of value(). With it, each call takes only one step if the occurrences are read in
    // order.
    private int cursorName = -1;
    private int cursorOccurrence;
    private int cursor;

    /** Lease of the request in strict mode, or null. */
    private @Nullable Lease lease;

    /** Sets the meter that is charged for arrays of more than the usual size. */
    public void meter(MemoryMeter meter) {
        valueMemory.meter(meter);
        decodedMemory.meter(meter);
    }

    /** Sets an array that outlives its requests. */
    public void lasting(byte[] array) {
        lasting = array;
    }

    /** Sets the lease of the request. After the lease ends, these fields cannot be read. */
    public void lease(Lease requestLease) {
        lease = requestLease;
    }

    private void checkLive() {
        if (lease != null && lease.isEnded()) {
            throw lease.late(this);
        }
    }

    private Slice handOut(Slice value) {
        return lease == null ? value : lease.handOut(value);
    }

    @Override
    public FieldNames names() {
        checkLive();
        return names;
    }

    @Override
    public @Nullable Slice first(int name) {
        checkLive();
        int at = first[Objects.checkIndex(name, names.size())];
        return at < 0 ? null : handOut(values[at]);
    }

    @Override
    public int count(int name) {
        checkLive();
        return counts[Objects.checkIndex(name, names.size())];
    }

    @Override
    public Slice value(int name, int occurrence) {
        Objects.checkIndex(occurrence, count(name));
        if (name != cursorName || occurrence < cursorOccurrence) {
            cursorName = name;
            cursorOccurrence = 0;
            cursor = first[name];
        }
        for (; cursorOccurrence < occurrence; cursorOccurrence++) {
            cursor = next[cursor];
        }
        return handOut(values[cursor]);
    }

    /** Returns whether this object already holds the current request's values of exactly these names. */
    public boolean isFilledFor(FieldNames wanted) {
        return filled && names == wanted;
    }

    /**
     * Starts to fill this object. {@link #filled()} marks it as complete. If an exception prevents that call, the
     * values do not count as read.
     */
    public void begin(FieldNames wanted) {
        clearValues();
        int count = wanted.size();
        if (first.length < count) {
            first = new int[count];
            last = new int[count];
            counts = new int[count];
        }
        Arrays.fill(first, 0, count, -1);
        Arrays.fill(counts, 0, count, 0);
        names = wanted;
        filled = false;
        decodedEnd = 0;
        cursorName = -1;
    }

    public ReceivedFields filled() {
        filled = true;
        return this;
    }

    /** Drops the values when the request ends. */
    public void clear() {
        if (names == NONE) {
            // The usual case: most handlers read parameters from at most one source, so this object was not used.
            return;
        }
        names = NONE;
        filled = false;
        clearValues();
        if (values.length > RETAINED_VALUES) {
            next = new int[0];
            values = new Slice[0];
        }
        if (decoded.length > RETAINED_BYTES) {
            decoded = new byte[0];
        }
        valueMemory.giveBack();
        decodedMemory.giveBack();
        retained = values.length * VALUE_BYTES + decoded.length;
    }

    /** Frees the retained memory. Called between two requests. */
    public void giveUp() {
        next = new int[0];
        values = new Slice[0];
        decoded = new byte[0];
        retained = 0;
    }

    /** Returns the bytes that are kept for the next request. Valid after {@link #clear}. */
    public int retainedBytes() {
        return retained;
    }

    /** Clears the slices. Otherwise, an unused slice would keep an array alive. */
    private void clearValues() {
        if (lease == null) {
            for (int i = 0; i < size; i++) {
                values[i].clearUnless(lasting);
            }
        }
        size = 0;
    }

    /** Adds a value for a name. */
    void add(int name, byte[] bytes, int from, int to) {
        if (size == values.length) {
            grow();
        }
        values[size].wrap(bytes, from, to - from);
        if (counts[name]++ == 0) {
            first[name] = size;
        } else {
            next[last[name]] = size;
        }
        last[name] = size++;
    }

    /**
     * Adds the value of a field for a name. If the name is marked as a list, adds each element of the value instead.
     */
    public void addField(int name, byte[] bytes, int from, int to) {
        if (names.isList(name)) {
            addElements(name, bytes, from, to);
        } else {
            add(name, bytes, from, to);
        }
    }

    /** Adds the elements of a list (RFC 9110 section 5.6.1) as values for a name. */
    void addElements(int name, byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            int start = Tokens.skipWhitespace(bytes, at, to);
            at = MediaTypes.elementEnd(bytes, start, to, ',');
            int end = at;
            while (end > start && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) {
                end--;
            }
            if (end > start) {
                add(name, bytes, start, end);
            }
        }
    }

    /**
     * Adds a decoded value for a name. The caller has written the value to the {@link #scratch}, from
     * {@link #scratchStart()} to {@code end}.
     */
    void addDecoded(int name, int end) {
        add(name, decoded, decodedEnd, end);
        decodedEnd = end;
    }

    /** Adds a copy of a value for a name. */
    void addCopy(int name, byte[] value) {
        byte[] copies = scratch(value.length);
        System.arraycopy(value, 0, copies, decodedEnd, value.length);
        addDecoded(name, decodedEnd + value.length);
    }

    private void grow() {
        int length = Math.max(USUAL_VALUES, 2 * size);
        if (length > USUAL_VALUES) {
            valueMemory.replace((long) length * VALUE_BYTES);
        }
        int[] grownNext = Arrays.copyOf(next, length);
        Slice[] grownValues = Arrays.copyOf(values, length);
        for (int i = size; i < length; i++) {
            grownValues[i] = new Slice();
        }
        next = grownNext;
        values = grownValues;
        valueMemory.copied();
    }

    /** Returns a buffer with room for {@code capacity} bytes from {@link #scratchStart()}. */
    byte[] scratch(int capacity) {
        if (decoded.length - decodedEnd < capacity) {
            // Earlier values still need the old array, so that array stays charged until the end of the request. The
            // new array is twice as large, so that the next similar request needs only one array.
            int length = Math.max(Math.max(USUAL_BYTES, capacity), 2 * decoded.length);
            if (length > USUAL_BYTES) {
                decodedMemory.replace(length);
            }
            decoded = new byte[length];
            decodedEnd = 0;
        }
        return decoded;
    }

    int scratchStart() {
        return decodedEnd;
    }
}
