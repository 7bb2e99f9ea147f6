package dev.interlock.http2.internal.stream;

/**
 * Priority of a response (RFC 9218 section 4), as a number from 0 to 15. Responses with smaller numbers are sent first.
 * A more urgent response has a smaller number. At the same urgency, an incremental response has the larger number.
 */
public final class Priority {
    /** Urgency 3, not incremental (sections 4.1 and 4.2). */
    public static final int DEFAULT = of(3, false);

    private static final int MOST_URGENT = 0;
    private static final int LEAST_URGENT = 7;

    private Priority() {}

    /**
     * Returns a priority.
     *
     * @param urgency 0, the most urgent, to 7
     */
    public static int of(int urgency, boolean incremental) {
        return urgency * 2 + (incremental ? 1 : 0);
    }

    public static int urgency(int priority) {
        return priority >>> 1;
    }

    public static boolean isIncremental(int priority) {
        return (priority & 1) != 0;
    }

    /**
     * Reads the value of a Priority field or of PRIORITY_UPDATE, a dictionary of RFC 8941. Ignores unknown members,
     * parameters, and members that are malformed or out of range (section 4).
     */
    public static int parse(byte[] bytes, int from, int to) {
        int urgency = urgency(DEFAULT);
        boolean incremental = false;
        for (int at = from; at < to; ) {
            int end = memberEnd(bytes, at, to);
            while (at < end && isSpace(bytes[at])) {
                at++;
            }
            int value = valueEnd(bytes, at, end);
            if (value - at == 3 && bytes[at] == 'u' && bytes[at + 1] == '=') {
                int digit = bytes[at + 2] - '0';
                urgency = digit >= MOST_URGENT && digit <= LEAST_URGENT ? digit : urgency;
            } else if (at < value && bytes[at] == 'i') {
                incremental = bool(bytes, at + 1, value, incremental);
            }
            at = end + 1;
        }
        return of(urgency, incremental);
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private static int memberEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ',') {
            at++;
        }
        return at;
    }

    /** Returns the end of a member without its parameters and white space. */
    private static int valueEnd(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != ';' && !isSpace(bytes[end])) {
            end++;
        }
        return end;
    }

    /**
     * Reads the value of a member: "=?1", "=?0", or nothing, which means true. Returns {@code otherwise} for others.
     */
    private static boolean bool(byte[] bytes, int from, int to, boolean otherwise) {
        if (from == to) {
            return true;
        }
        if (to - from == 3 && bytes[from] == '=' && bytes[from + 1] == '?') {
            return bytes[from + 2] == '1' || (bytes[from + 2] != '0' && otherwise);
        }
        return otherwise;
    }
}
