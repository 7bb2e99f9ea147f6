package dev.interlock.validate;

import dev.interlock.bytes.Slice;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Whether a value fulfils a constraint. No value is null here: what becomes of null is decided before. Bounds are exact: the
 * processor turns one that a type cannot hold into the nearest that it can.
 *
 * <p>On primitives and text nothing allocates.
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

    /** False for NaN, as the three below. */
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
     * Whether a number is written with no more digits than these.
     *
     * @param integer most digits before the point
     * @param fraction most digits behind it
     */
    public static boolean digits(BigDecimal value, int integer, int fraction) {
        // As long, since the scale may be any int.
        return (long) value.precision() - value.scale() <= integer && value.scale() <= fraction;
    }

    /** As {@link #digits(BigDecimal, int, int)}; there is nothing behind the point. */
    public static boolean digits(BigInteger value, int integer) {
        return new BigDecimal(value).precision() <= integer;
    }

    /** As {@link #digits(BigDecimal, int, int)}; there is nothing behind the point. */
    public static boolean digits(long value, int integer) {
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits <= integer;
    }

    /**
     * Whether there are neither fewer nor more characters, elements or bytes.
     *
     * @param size of characters as {@link String#length()} counts them
     */
    public static boolean sizeBetween(int size, int least, int most) {
        return size >= least && size <= most;
    }

    /** Whether any character is no white space ({@link Character#isWhitespace(char)}). */
    public static boolean notBlank(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether text is an address for mail, as {@link EmailAddress} describes them. */
    public static boolean email(CharSequence text) {
        return EmailAddress.isValid(text);
    }

    /** The characters of bytes, for the constraints on text: read in place where they are ASCII. */
    public static CharSequence text(Slice bytes) {
        return bytes.chars();
    }
}
