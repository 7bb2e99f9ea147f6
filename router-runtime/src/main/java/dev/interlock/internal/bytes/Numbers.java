package dev.interlock.internal.bytes;

/**
 * Parses decimal integers in ASCII: digits, with a minus sign first for a negative number. Rejects a plus sign, a
 * space, an empty range and digits of other scripts. Allocates only to reject a number.
 */
public final class Numbers {
    /** Number of digits that always fit a {@code long}. */
    private static final int SAFE_DIGITS = 18;

    private Numbers() {}

    /**
     * Parses the number from {@code start} to {@code end}.
     *
     * @throws NumberFormatException if it is malformed, or out of the range of {@link Byte}
     */
    public static byte toByte(byte[] bytes, int start, int end) {
        return (byte) parse(bytes, start, end, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    /**
     * Parses the number from {@code start} to {@code end}.
     *
     * @throws NumberFormatException if it is malformed, or out of the range of {@link Short}
     */
    public static short toShort(byte[] bytes, int start, int end) {
        return (short) parse(bytes, start, end, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /**
     * Parses the number from {@code start} to {@code end}.
     *
     * @throws NumberFormatException if it is malformed, or out of the range of {@link Integer}
     */
    public static int toInt(byte[] bytes, int start, int end) {
        return (int) parse(bytes, start, end, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /**
     * Parses the number from {@code start} to {@code end}.
     *
     * @throws NumberFormatException if it is malformed, or out of the range of {@link Long}
     */
    public static long toLong(byte[] bytes, int start, int end) {
        return parse(bytes, start, end, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static long parse(byte[] bytes, int start, int end, long min, long max) {
        boolean negative = start < end && bytes[start] == '-';
        int first = negative ? start + 1 : start;
        if (first >= end) {
            throw noDigits();
        }
        // The number is parsed as a negative number, because the range of negative numbers is larger by one.
        long limit = negative ? min : -max;
        long value = end - first <= SAFE_DIGITS ? digits(bytes, first, end) : checkedDigits(bytes, first, end, limit);
        if (value < limit) {
            throw outOfRange();
        }
        return negative ? value : -value;
    }

    /** Returns the negated value of at most {@link #SAFE_DIGITS} digits. */
    private static long digits(byte[] bytes, int first, int end) {
        long value = 0;
        for (int i = first; i < end; i++) {
            value = value * 10 - digit(bytes[i]);
        }
        return value;
    }

    /** Returns the negated value of any number of digits, with leading zeros or without. */
    private static long checkedDigits(byte[] bytes, int first, int end, long limit) {
        long value = 0;
        for (int i = first; i < end; i++) {
            int digit = digit(bytes[i]);
            // This tests value * 10 - digit >= limit without an overflow. The dividend is negative, so division rounds
            // up.
            if (value < (limit + digit) / 10) {
                throw outOfRange();
            }
            value = value * 10 - digit;
        }
        return value;
    }

    private static int digit(byte value) {
        int digit = value - '0';
        if (digit < 0 || digit > 9) {
            throw notADigit(value);
        }
        return digit;
    }

    private static NumberFormatException noDigits() {
        return new NumberFormatException("no digits");
    }

    private static NumberFormatException notADigit(byte value) {
        return new NumberFormatException("byte 0x%02x is not a digit".formatted(value));
    }

    private static NumberFormatException outOfRange() {
        return new NumberFormatException("out of range");
    }
}
