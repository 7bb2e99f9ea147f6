package dev.interlock.validate;

import dev.interlock.bytes.Slice;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Tests whether a value meets a constraint. Values are never null here: the caller has decided what to do with null.
 * Bounds are exact: if a type cannot hold a bound, the processor replaces it by the nearest value of the type.
 *
 * <p>Tests of primitives and text allocate nothing.
 */
public final class Constraints {
    private Constraints() {}

    public static boolean atLeast(long value, long bound) {
        return value >= bound;
    }

    public static boolean atMost(long value, long bound) {
        return value <= bound;
    }

    public static boolean greaterThan(long value, long bound) {
        return value > bound;
    }

    public static boolean lessThan(long value, long bound) {
        return value < bound;
    }

    /** False for NaN, like the three methods below. */
    public static boolean atLeast(double value, double bound) {
        return value >= bound;
    }

    public static boolean atMost(double value, double bound) {
        return value <= bound;
    }

    public static boolean greaterThan(double value, double bound) {
        return value > bound;
    }

    public static boolean lessThan(double value, double bound) {
        return value < bound;
    }

    public static boolean atLeast(BigInteger value, BigInteger bound) {
        return value.compareTo(bound) >= 0;
    }

    public static boolean atMost(BigInteger value, BigInteger bound) {
        return value.compareTo(bound) <= 0;
    }

    public static boolean greaterThan(BigInteger value, BigInteger bound) {
        return value.compareTo(bound) > 0;
    }

    public static boolean lessThan(BigInteger value, BigInteger bound) {
        return value.compareTo(bound) < 0;
    }

    public static boolean atLeast(BigDecimal value, BigDecimal bound) {
        return value.compareTo(bound) >= 0;
    }

    public static boolean atMost(BigDecimal value, BigDecimal bound) {
        return value.compareTo(bound) <= 0;
    }

    public static boolean greaterThan(BigDecimal value, BigDecimal bound) {
        return value.compareTo(bound) > 0;
    }

    public static boolean lessThan(BigDecimal value, BigDecimal bound) {
        return value.compareTo(bound) < 0;
    }

    /**
     * Whether a number has no more digits than the limits allow.
     *
     * @param integer largest number of digits before the decimal point
     * @param fraction largest number of digits after the decimal point
     */
    public static boolean digits(BigDecimal value, int integer, int fraction) {
        // Computed as long, since the scale may be any int.
        return (long) value.precision() - value.scale() <= integer && value.scale() <= fraction;
    }

    /** Like {@link #digits(BigDecimal, int, int)}, for a number without digits after the decimal point. */
    public static boolean digits(BigInteger value, int integer) {
        return new BigDecimal(value).precision() <= integer;
    }

    /** Like {@link #digits(BigDecimal, int, int)}, for a number without digits after the decimal point. */
    public static boolean digits(long value, int integer) {
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits <= integer;
    }

    /**
     * Whether a number of characters, elements or bytes is within its limits.
     *
     * @param size number of characters as in {@link String#length()}, of elements or of bytes
     */
    public static boolean sizeBetween(int size, int least, int most) {
        return size >= least && size <= most;
    }

    /** Whether any character is not white space ({@link Character#isWhitespace(char)}). */
    public static boolean notBlank(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether text is an email address as {@link EmailAddress} defines it. */
    public static boolean email(CharSequence text) {
        return EmailAddress.isValid(text);
    }

    /** Returns bytes as characters, for the constraints on text. ASCII is read in place. */
    public static CharSequence text(Slice bytes) {
        return bytes.chars();
    }
}
