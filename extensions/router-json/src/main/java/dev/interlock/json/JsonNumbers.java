package dev.interlock.json;

import dev.interlock.generated.text.ClientText;

/** Reads and checks numbers (RFC 8259 section 6). */
final class JsonNumbers {
    /** Number of digits of {@code Long.MAX_VALUE}. */
    private static final int LONGEST_LONG = 19;

    private JsonNumbers() {}

    /** Returns the index after the number that begins at {@code from}. */
    static int end(JsonScanner scanner, byte[] bytes, int from, int end) {
        int first = from < end && bytes[from] == '-' ? from + 1 : from;
        int at = digits(scanner, bytes, first, end);
        if (bytes[first] == '0' && at > first + 1) {
            throw scanner.malformedAt(first + 1, "no digit after a leading 0");
        }
        if (at < end && bytes[at] == '.') {
            at = digits(scanner, bytes, at + 1, end);
        }
        if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
            int exponent = at + 1;
            boolean signed = exponent < end && (bytes[exponent] == '+' || bytes[exponent] == '-');
            at = digits(scanner, bytes, signed ? exponent + 1 : exponent, end);
        }
        return at;
    }

    private static int digits(JsonScanner scanner, byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw scanner.malformedAt(from, from == scanner.valueStart() ? "a value" : "a digit");
        }
        return at;
    }

    /** Rejects the number that was read last if it has too many digits for arithmetic. */
    static void requireBounded(JsonScanner scanner) {
        if (!ClientText.isBoundedDecimal(scanner.bytes(), scanner.valueStart(), scanner.at())) {
            throw scanner.mismatch("a number of at most " + ClientText.MAX_DIGITS + " digits");
        }
    }

    /**
     * Whether a number has neither fraction nor exponent, and is from {@code least} to {@code most}. The number must be
     * well-formed.
     */
    static boolean isInteger(byte[] bytes, int from, int to, long least, long most) {
        boolean negative = bytes[from] == '-';
        int first = negative ? from + 1 : from;
        if (to - first > LONGEST_LONG) {
            return false;
        }
        long value = 0;
        for (int i = first; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
            // Computes the value as a negative number, because the smallest long has no positive counterpart. An
            // overflow can only happen at the last of 19 digits.
            long next = value * 10 - (bytes[i] - '0');
            if (value < Long.MIN_VALUE / 10 || next > 0) {
                return false;
            }
            value = next;
        }
        return negative ? value >= least : value != Long.MIN_VALUE && -value <= most;
    }

    /** Returns the value of a number. {@link #isInteger} must be true for the number. */
    static long integer(byte[] bytes, int from, int to) {
        boolean negative = bytes[from] == '-';
        long value = 0;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            value = value * 10 - (bytes[i] - '0');
        }
        return negative ? value : -value;
    }
}
