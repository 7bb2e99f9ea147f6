package dev.interlock.generated.validate;

import dev.interlock.bytes.Slice;
import dev.interlock.internal.automaton.DfaReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.function.Predicate;

/**
 * Tests whether a value meets a constraint. Values are never null, because the caller handles null. A bound always has
 * the type of the value: if the type cannot hold the bound, the processor rounds the bound to the nearest value of the
 * type.
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

    /** Whether a value is at least the bound. Returns false for NaN, like the three methods below. */
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
        // Computed as long, because the scale may be any int.
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
     * Whether a size is from {@code least} to {@code most}.
     *
     * @param size number of elements, bytes, or characters as {@link String#length()} counts them
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

    /**
     * Returns a test that a regular expression matches the whole text. The test takes one step for each character, and
     * allocates nothing. Several threads may use it.
     *
     * @param pieces pieces of the automaton that the processor wrote. There are several pieces because a constant of a
     *     class file has at most 65,535 bytes
     */
    public static Predicate<CharSequence> pattern(String... pieces) {
        return new TextPattern(DfaReader.read(String.join("", pieces)));
    }

    /**
     * Whether a moment is before the current time, by the clock and the time zone of the system. A value is compared
     * with the current value of its own type. For example, a date is compared with the current date, so today is
     * neither past nor future.
     *
     * <p>This method and the three below support {@link java.time.Instant}, {@link java.time.LocalDate},
     * {@link java.time.LocalTime}, {@link java.time.LocalDateTime}, {@link java.time.OffsetDateTime},
     * {@link java.time.OffsetTime}, {@link java.time.ZonedDateTime}, {@link java.time.Year},
     * {@link java.time.YearMonth} and {@link java.time.MonthDay}.
     */
    public static boolean past(TemporalAccessor value) {
        return Moments.compareToNow(value) < 0;
    }

    public static boolean pastOrPresent(TemporalAccessor value) {
        return Moments.compareToNow(value) <= 0;
    }

    public static boolean future(TemporalAccessor value) {
        return Moments.compareToNow(value) > 0;
    }

    public static boolean presentOrFuture(TemporalAccessor value) {
        return Moments.compareToNow(value) >= 0;
    }

    /** Returns UTF-8 bytes as characters, for the constraints on text. ASCII is read in place. */
    public static CharSequence text(Slice bytes) {
        return bytes.chars();
    }
}
