package dev.interlock.internal.accesslog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.RequestHead;

/** Recognizes a valid {@code traceparent} (W3C Trace Context, section 3.2). */
final class TraceParent {
    /** Index of the trace id in the value. */
    static final int TRACE_ID_AT = 3;

    static final int TRACE_ID_LENGTH = 32;

    private static final byte[] NAME = "traceparent".getBytes(US_ASCII);
    private static final int PARENT_ID_AT = TRACE_ID_AT + TRACE_ID_LENGTH + 1;
    private static final int FLAGS_AT = PARENT_ID_AT + 17;
    private static final int LENGTH = FLAGS_AT + 2;

    private TraceParent() {}

    /**
     * Returns the index of the field {@code traceparent}, or -1 unless the request has exactly one with a valid value.
     */
    static int find(RequestHead head) {
        int field = head.find(NAME);
        if (field < 0
                || head.find(NAME, field + 1) >= 0
                || !isValid(head.bytes(), head.valueFrom(field), head.valueTo(field))) {
            return -1;
        }
        return field;
    }

    private static boolean isValid(byte[] bytes, int from, int to) {
        if (to - from < LENGTH
                || !isHex(bytes, from, 2)
                || (bytes[from] == 'f' && bytes[from + 1] == 'f')
                || !areDashes(bytes, from)
                || !isId(bytes, from + TRACE_ID_AT, TRACE_ID_LENGTH)
                || !isId(bytes, from + PARENT_ID_AT, 16)
                || !isHex(bytes, from + FLAGS_AT, 2)) {
            return false;
        }
        boolean isFirstVersion = bytes[from] == '0' && bytes[from + 1] == '0';
        // Values of later versions may have more fields after a dash.
        return to - from == LENGTH || (!isFirstVersion && bytes[from + LENGTH] == '-');
    }

    private static boolean areDashes(byte[] bytes, int from) {
        return bytes[from + TRACE_ID_AT - 1] == '-'
                && bytes[from + PARENT_ID_AT - 1] == '-'
                && bytes[from + FLAGS_AT - 1] == '-';
    }

    private static boolean isHex(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if ((bytes[i] < '0' || bytes[i] > '9') && (bytes[i] < 'a' || bytes[i] > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the bytes are hexadecimal digits that are not all 0. */
    private static boolean isId(byte[] bytes, int from, int length) {
        int digits = 0;
        for (int i = from; i < from + length; i++) {
            digits |= bytes[i] ^ '0';
        }
        return digits != 0 && isHex(bytes, from, length);
    }
}
