package dev.interlock.internal.bytes;

import java.math.BigDecimal;

/**
 * Limits the length and the exponent of decimal numbers from clients. A text of ten bytes such as {@code 1e99999999}
 * can stand for millions of digits, and the time of the JDK's arithmetic grows with the square of the number of digits.
 */
public final class Decimals {
    /**
     * Limit on the characters of the text. Also limits the digits after the decimal point, once the exponent is
     * applied, and the zeros that the exponent appends.
     */
    public static final int MAX_DIGITS = 1000;

    /** Exponent at which reading stops, because the number is then beyond the limit. */
    private static final int HUGE_EXPONENT = 10 * MAX_DIGITS;

    private Decimals() {}

    /**
     * Returns whether a number is within the limit.
     *
     * @param bytes a decimal number in ASCII from {@code from} to {@code to}, with or without sign, fraction and
     *     exponent
     */
    public static boolean isBounded(byte[] bytes, int from, int to) {
        if (to - from > MAX_DIGITS) {
            return false;
        }
        int fractionDigits = 0;
        boolean isFraction = false;
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            if (next == 'e' || next == 'E') {
                return Math.abs(fractionDigits - exponent(bytes, i + 1, to)) <= MAX_DIGITS;
            }
            fractionDigits += isFraction ? 1 : 0;
            isFraction |= next == '.';
        }
        return true;
    }

    private static int exponent(byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        boolean signed = negative || (from < to && bytes[from] == '+');
        int exponent = 0;
        for (int i = signed ? from + 1 : from; i < to && exponent < HUGE_EXPONENT; i++) {
            exponent = exponent * 10 + (bytes[i] - '0');
        }
        return negative ? -exponent : exponent;
    }

    /** Returns whether a number is within the limit, so that arithmetic with it takes little time. */
    public static boolean isBounded(BigDecimal value) {
        return Math.abs((long) value.scale()) <= MAX_DIGITS;
    }

    /**
     * Parses a decimal number.
     *
     * @throws NumberFormatException if the text is not a decimal number, or exceeds the limit
     */
    public static BigDecimal parse(String text) {
        if (text.length() > MAX_DIGITS) {
            throw outOfRange();
        }
        BigDecimal value = new BigDecimal(text);
        if (!isBounded(value)) {
            throw outOfRange();
        }
        return value;
    }

    private static NumberFormatException outOfRange() {
        return new NumberFormatException("out of range");
    }
}
