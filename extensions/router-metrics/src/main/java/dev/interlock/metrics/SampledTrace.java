package dev.interlock.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * Ids of a trace that the client has sampled, from a valid {@code traceparent} (W3C Trace Context section 3.2). One
 * object is used for many requests, one after another. Used by the thread of one event loop.
 */
final class SampledTrace {
    private static final byte[] NAME = "traceparent".getBytes(US_ASCII);
    private static final int TRACE_ID_AT = 3;
    private static final int TRACE_ID_LENGTH = 32;
    private static final int SPAN_ID_AT = TRACE_ID_AT + TRACE_ID_LENGTH + 1;
    private static final int SPAN_ID_LENGTH = 16;
    private static final int FLAGS_AT = SPAN_ID_AT + SPAN_ID_LENGTH + 1;
    private static final int LENGTH = FLAGS_AT + 2;
    private static final int RADIX = 16;

    private final byte[] value = new byte[LENGTH];

    /** Next idle object in the list, or null. */
    @Nullable
    SampledTrace next;

    /** Returns the index of the field {@code traceparent} if the request is part of a sampled trace, or else -1. */
    static int find(RequestHead head) {
        int field = head.find(NAME);
        return field >= 0
                        && head.find(NAME, field + 1) < 0
                        && isSampled(head.bytes(), head.valueFrom(field), head.valueTo(field))
                ? field
                : -1;
    }

    private static boolean isSampled(byte[] bytes, int from, int to) {
        // Values of later versions may have more fields after a dash.
        return to - from >= LENGTH
                && isDashed(bytes, from)
                && (to - from == LENGTH || (version(bytes, from) > 0 && bytes[from + LENGTH] == '-'))
                && version(bytes, from) < 0xff
                && isId(bytes, from + TRACE_ID_AT, TRACE_ID_LENGTH)
                && isId(bytes, from + SPAN_ID_AT, SPAN_ID_LENGTH)
                && digit(bytes[from + FLAGS_AT]) >= 0
                && (digit(bytes[from + FLAGS_AT + 1]) & 1) == 1
                && digit(bytes[from + FLAGS_AT + 1]) >= 0;
    }

    private static boolean isDashed(byte[] bytes, int from) {
        return bytes[from + TRACE_ID_AT - 1] == '-'
                && bytes[from + SPAN_ID_AT - 1] == '-'
                && bytes[from + FLAGS_AT - 1] == '-';
    }

    /** Returns the version, or a number above 255 if the version is malformed. */
    private static int version(byte[] bytes, int from) {
        int high = digit(bytes[from]);
        int low = digit(bytes[from + 1]);
        return high < 0 || low < 0 ? Integer.MAX_VALUE : high * RADIX + low;
    }

    /** Returns whether the bytes are hexadecimal digits in lower case that are not all 0. */
    private static boolean isId(byte[] bytes, int from, int length) {
        int all = 0;
        for (int i = from; i < from + length; i++) {
            int digit = digit(bytes[i]);
            if (digit < 0) {
                return false;
            }
            all |= digit;
        }
        return all != 0;
    }

    private static int digit(byte value) {
        if (value >= '0' && value <= '9') {
            return value - '0';
        }
        return value >= 'a' && value <= 'f' ? value - 'a' + 10 : -1;
    }

    /** Copies the ids from a field that {@link #find} has returned. */
    void copy(RequestHead head, int field) {
        System.arraycopy(head.bytes(), head.valueFrom(field), value, 0, LENGTH);
    }

    String traceId() {
        return new String(value, TRACE_ID_AT, TRACE_ID_LENGTH, US_ASCII);
    }

    String spanId() {
        return new String(value, SPAN_ID_AT, SPAN_ID_LENGTH, US_ASCII);
    }
}
