package dev.interlock.internal.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.memory.MemoryMeter;
import dev.interlock.internal.memory.PaidArray;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Trailer fields of a request body (RFC 9110 section 6.5). The protocol engine adds them while the body arrives, and
 * {@link Request#trailers} reads them after the end of the body. Fields that are allowed only in a header section are
 * dropped (section 6.5.1). All trailer fields are dropped if the request is rejected, or if its handler does not wait
 * for the body.
 *
 * <p>The engine writes on the event loop, before it signals the end of the body. After that signal, any thread may
 * read.
 */
public final class RequestTrailers {
    private static final int RETAINED_BYTES = 1024;

    /** Minimum number of bytes by which the array grows. */
    private static final int GROWTH = 256;

    private static final byte NAME_END = ':';
    /** Byte that ends a value. No value contains a line feed. */
    private static final byte VALUE_END = '\n';

    /** Bytes of all fields. A field consists of name, colon, value and line feed. */
    private final ByteWriter bytes = new ByteWriter(0);

    private final PaidArray memory = new PaidArray();
    /** Start of the field that is being written. */
    private int start;
    /** Index after the name of the field that is being written. */
    private int nameEnd;
    /**
     * Whether the body has ended, with or without trailer fields. The field is volatile, so a thread that reads true
     * also sees the trailer fields.
     */
    private volatile boolean complete = true;

    RequestTrailers() {}

    /** Sets the meter that is charged for the array. */
    void meter(MemoryMeter meter) {
        memory.meter(meter);
    }

    /** Starts a body that may have trailer fields. They must not be read before {@link #end()}. */
    public void begin() {
        complete = false;
        bytes.clear();
        start = 0;
    }

    /**
     * Appends an octet of a name or value.
     *
     * @throws HttpException with status 503 if the memory budget is spent
     */
    public void append(byte octet) {
        if (bytes.length() == bytes.array().length) {
            memory.ensure(bytes, GROWTH);
        }
        bytes.append(octet);
    }

    public void endName() {
        nameEnd = bytes.length();
        append(NAME_END);
    }

    public void endValue() {
        if (TrailerNames.isForbidden(bytes.array(), start, nameEnd)) {
            bytes.truncate(start);
        } else {
            trim();
            append(VALUE_END);
            start = bytes.length();
        }
    }

    /** Removes the white space around the value that is being written (RFC 9110 section 5.5). */
    private void trim() {
        byte[] array = bytes.array();
        int from = nameEnd + 1;
        int to = bytes.length();
        while (to > from && isSpace(array[to - 1])) {
            to--;
        }
        bytes.truncate(to);
        int first = from;
        while (first < to && isSpace(array[first])) {
            first++;
        }
        bytes.remove(from, first);
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    /** Ends the trailer section, and so the body. */
    public void end() {
        complete = true;
    }

    boolean isComplete() {
        return complete;
    }

    /** Returns the value of the first field with a name, in any case, or null if there is none. */
    @Nullable
    String first(String name) {
        byte[] wanted = name.toLowerCase(Locale.ROOT).getBytes(ISO_8859_1);
        byte[] array = bytes();
        for (int at = 0; at < length(); ) {
            int from = nameEnd(array, at) + 1;
            int to = valueEnd(array, from);
            if (Ascii.equalIgnoreCase(array, at, from - 1 - at, wanted)) {
                return new String(array, from, to - from, ISO_8859_1);
            }
            at = to + 1;
        }
        return null;
    }

    /** Returns the array of the fields. */
    byte[] bytes() {
        return bytes.array();
    }

    /** Returns the index after the last field. The first field begins at 0. */
    int length() {
        return bytes.length();
    }

    /** Returns the end of the name that begins at an index. The value begins one byte later. */
    static int nameEnd(byte[] bytes, int from) {
        return indexOf(NAME_END, bytes, from);
    }

    /** Returns the end of the value that begins at an index. The next field begins one byte later. */
    static int valueEnd(byte[] bytes, int from) {
        return indexOf(VALUE_END, bytes, from);
    }

    private static int indexOf(byte end, byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != end) {
            at++;
        }
        return at;
    }

    /** Drops the fields at the end of the request. */
    void clear() {
        if (!complete) {
            complete = true;
        }
        if (bytes.array().length > 0) {
            bytes.clear(RETAINED_BYTES);
            memory.giveBack();
        }
    }

    /** Returns the bytes that are kept for the next request. */
    int retainedBytes() {
        return bytes.array().length;
    }

    /** Frees the retained memory. Called between two requests. */
    void giveUp() {
        bytes.clear(0);
    }
}
