package dev.interlock.generated.bind;

import dev.interlock.bytes.Slice;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.UUID;

/**
 * Conversion of text to a value of a type, and the description of the expected text for clients. Immutable and safe for
 * use by several threads; constants serve all requests.
 *
 * <p>Numbers are decimal, without plus sign or space. Dates and times are in ISO 8601, as {@code java.time} parses
 * them.
 */
public final class Conversion<T> {
    public static final Conversion<Boolean> BOOLEAN = standard("true or false", Scalar.BOOLEAN);
    public static final Conversion<Byte> BYTE = standard("an integer from -128 to 127", Scalar.BYTE);
    public static final Conversion<Short> SHORT = standard("an integer from -32768 to 32767", Scalar.SHORT);
    public static final Conversion<Integer> INTEGER =
            standard("an integer from -2147483648 to 2147483647", Scalar.INTEGER);
    public static final Conversion<Long> LONG =
            standard("an integer from -9223372036854775808 to 9223372036854775807", Scalar.LONG);
    public static final Conversion<Float> FLOAT = standard("a decimal number of up to 3.4e38", Scalar.FLOAT);
    public static final Conversion<Double> DOUBLE = standard("a decimal number of up to 1.7e308", Scalar.DOUBLE);
    public static final Conversion<Character> CHARACTER = standard("one character", Scalar.CHARACTER);

    public static final Conversion<String> STRING = standard("UTF-8 text", Scalar.STRING);
    /** Conversion to a view of the text, valid until the handler returns. */
    public static final Conversion<CharSequence> CHAR_SEQUENCE = standard("UTF-8 text", Scalar.CHAR_SEQUENCE);
    /** Conversion to a view of the bytes, whatever they are. The view is valid until the handler returns. */
    public static final Conversion<Slice> SLICE = standard("any bytes", Scalar.SLICE);

    public static final Conversion<UUID> UUID =
            standard("a UUID such as 123e4567-e89b-12d3-a456-426614174000", Scalar.UUID);
    public static final Conversion<BigDecimal> BIG_DECIMAL =
            standard("a decimal number of at most 1000 digits", Scalar.BIG_DECIMAL);
    public static final Conversion<BigInteger> BIG_INTEGER =
            standard("an integer of at most 1000 digits", Scalar.BIG_INTEGER);

    public static final Conversion<Instant> INSTANT =
            standard("an instant such as 2026-01-31T12:30:00Z", IsoTime.INSTANT);
    public static final Conversion<LocalDate> LOCAL_DATE = standard("a date such as 2026-01-31", IsoTime.LOCAL_DATE);
    public static final Conversion<LocalTime> LOCAL_TIME = standard("a time such as 12:30:00", IsoTime.LOCAL_TIME);
    public static final Conversion<LocalDateTime> LOCAL_DATE_TIME =
            standard("a date and time such as 2026-01-31T12:30:00", IsoTime.LOCAL_DATE_TIME);
    public static final Conversion<OffsetDateTime> OFFSET_DATE_TIME =
            standard("a date, time and offset such as 2026-01-31T12:30:00+01:00", IsoTime.OFFSET_DATE_TIME);
    public static final Conversion<OffsetTime> OFFSET_TIME =
            standard("a time and offset such as 12:30:00+01:00", IsoTime.OFFSET_TIME);
    public static final Conversion<ZonedDateTime> ZONED_DATE_TIME =
            standard("a date, time and zone such as 2026-01-31T12:30:00+01:00[Europe/Berlin]", IsoTime.ZONED_DATE_TIME);
    public static final Conversion<Duration> DURATION = standard("a duration such as PT1H30M", IsoTime.DURATION);
    public static final Conversion<Period> PERIOD = standard("a period such as P1Y2M3D", IsoTime.PERIOD);
    public static final Conversion<Year> YEAR = standard("a year such as 2026", IsoTime.YEAR);
    public static final Conversion<YearMonth> YEAR_MONTH =
            standard("a year and month such as 2026-01", IsoTime.YEAR_MONTH);
    public static final Conversion<MonthDay> MONTH_DAY = standard("a month and day such as --01-31", IsoTime.MONTH_DAY);
    public static final Conversion<ZoneId> ZONE_ID = standard("a time zone such as Europe/Berlin", IsoTime.ZONE_ID);
    public static final Conversion<ZoneOffset> ZONE_OFFSET = standard("an offset such as +01:00", IsoTime.ZONE_OFFSET);

    private final String expected;
    private final SliceParser<T> parser;

    /** Parses text to a value, such as {@code Sku::parse} or {@code Sku::new}. */
    @FunctionalInterface
    public interface TextParser<T> {
        /**
         * Parses {@code text}.
         *
         * @throws Exception if the text is not valid. The response is 400, unless the exception is a
         *     {@link dev.interlock.http.HttpException}, which defines its own response
         */
        T parse(String text) throws Exception;
    }

    private Conversion(String expected, SliceParser<T> parser) {
        this.expected = expected;
        this.parser = parser;
    }

    /**
     * Creates a conversion with a built-in parser. Each constant parses to the type in its name. The cast is unchecked,
     * because an enum constant has no type parameter.
     */
    @SuppressWarnings("unchecked")
    private static <T> Conversion<T> standard(String expected, SliceParser<Object> parser) {
        return new Conversion<>(expected, (SliceParser<T>) parser);
    }

    /**
     * Creates a conversion to a type of the application.
     *
     * @param expected description for clients, which follows "must be": {@code a Sku}
     */
    public static <T> Conversion<T> of(String expected, TextParser<T> parser) {
        return new Conversion<>(expected, slice -> parser.parse(Texts.toText(slice)));
    }

    /** Creates a conversion to the constant of an enum with exactly this name. */
    public static <E extends Enum<E>> Conversion<E> ofEnum(Class<E> type) {
        EnumNames<E> names = new EnumNames<>(type);
        return new Conversion<>("one of " + names, names);
    }

    /** Returns the description for clients, which follows "must be": {@code a date such as 2026-01-31}. */
    public String expected() {
        return expected;
    }

    /**
     * Converts {@code text}.
     *
     * @throws Exception if the text is not valid for the type
     */
    public T convert(Slice text) throws Exception {
        return parser.parse(text);
    }
}
