package dev.interlock.bind;

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
 * How text becomes a value of a type, and what a client is told if it does not. Immutable and safe for use by several
 * threads; constants serve all requests.
 *
 * <p>Numbers are decimal, without plus sign or space. Dates and times are those of ISO 8601, as {@code java.time} reads
 * them.
 */
public final class Conversion<T> {
    public static final Conversion<Boolean> BOOLEAN = new Conversion<>("true or false", Texts::toBoolean);
    public static final Conversion<Byte> BYTE = new Conversion<>("an integer from -128 to 127", Texts::toByte);
    public static final Conversion<Short> SHORT = new Conversion<>("an integer from -32768 to 32767", Texts::toShort);
    public static final Conversion<Integer> INTEGER =
            new Conversion<>("an integer from -2147483648 to 2147483647", Texts::toInt);
    public static final Conversion<Long> LONG =
            new Conversion<>("an integer from -9223372036854775808 to 9223372036854775807", Texts::toLong);
    public static final Conversion<Float> FLOAT = new Conversion<>("a decimal number of up to 3.4e38", Texts::toFloat);
    public static final Conversion<Double> DOUBLE =
            new Conversion<>("a decimal number of up to 1.7e308", Texts::toDouble);
    public static final Conversion<Character> CHARACTER = new Conversion<>("one character", Texts::toChar);

    public static final Conversion<String> STRING = new Conversion<>("UTF-8 text", Texts::toText);
    /** A view: valid until the handler returns. */
    public static final Conversion<CharSequence> CHAR_SEQUENCE = new Conversion<>("UTF-8 text", Texts::toChars);
    /** A view of the bytes, whatever they are: valid until the handler returns. */
    public static final Conversion<Slice> SLICE = new Conversion<>("any bytes", slice -> slice);

    public static final Conversion<UUID> UUID =
            of("a UUID such as 123e4567-e89b-12d3-a456-426614174000", Texts::toUuid);
    public static final Conversion<BigDecimal> BIG_DECIMAL =
            new Conversion<>("a decimal number of at most 1000 digits", Texts::toBigDecimal);
    public static final Conversion<BigInteger> BIG_INTEGER =
            new Conversion<>("an integer of at most 1000 digits", Texts::toBigInteger);

    public static final Conversion<Instant> INSTANT = of("an instant such as 2026-01-31T12:30:00Z", Instant::parse);
    public static final Conversion<LocalDate> LOCAL_DATE = of("a date such as 2026-01-31", LocalDate::parse);
    public static final Conversion<LocalTime> LOCAL_TIME = of("a time such as 12:30:00", LocalTime::parse);
    public static final Conversion<LocalDateTime> LOCAL_DATE_TIME =
            of("a date and time such as 2026-01-31T12:30:00", LocalDateTime::parse);
    public static final Conversion<OffsetDateTime> OFFSET_DATE_TIME =
            of("a date, time and offset such as 2026-01-31T12:30:00+01:00", OffsetDateTime::parse);
    public static final Conversion<OffsetTime> OFFSET_TIME =
            of("a time and offset such as 12:30:00+01:00", OffsetTime::parse);
    public static final Conversion<ZonedDateTime> ZONED_DATE_TIME =
            of("a date, time and zone such as 2026-01-31T12:30:00+01:00[Europe/Berlin]", ZonedDateTime::parse);
    public static final Conversion<Duration> DURATION = of("a duration such as PT1H30M", Duration::parse);
    public static final Conversion<Period> PERIOD = of("a period such as P1Y2M3D", Period::parse);
    public static final Conversion<Year> YEAR = of("a year such as 2026", Year::parse);
    public static final Conversion<YearMonth> YEAR_MONTH = of("a year and month such as 2026-01", YearMonth::parse);
    public static final Conversion<MonthDay> MONTH_DAY = of("a month and day such as --01-31", MonthDay::parse);
    public static final Conversion<ZoneId> ZONE_ID = of("a time zone such as Europe/Berlin", ZoneId::of);
    public static final Conversion<ZoneOffset> ZONE_OFFSET = of("an offset such as +01:00", ZoneOffset::of);

    private final String expected;
    private final SliceParser<T> parser;

    /** As {@link TextParser}, without a string where none is needed. */
    @FunctionalInterface
    interface SliceParser<T> {
        T parse(Slice text) throws Exception;
    }

    Conversion(String expected, SliceParser<T> parser) {
        this.expected = expected;
        this.parser = parser;
    }

    /**
     * A conversion of the application's own.
     *
     * @param expected what clients are told to send, behind "must be": {@code a Sku}
     */
    public static <T> Conversion<T> of(String expected, TextParser<T> parser) {
        return new Conversion<>(expected, slice -> parser.parse(Texts.toText(slice)));
    }

    /** The constants of an enum by their exact names. */
    public static <E extends Enum<E>> Conversion<E> ofEnum(Class<E> type) {
        EnumNames<E> names = new EnumNames<>(type);
        return new Conversion<>("one of " + names, names::constant);
    }

    /** What clients are told to send, behind "must be": {@code a date such as 2026-01-31}. */
    public String expected() {
        return expected;
    }

    /**
     * The value of {@code text}.
     *
     * @throws Exception when it has none
     */
    public T convert(Slice text) throws Exception {
        return parser.parse(text);
    }
}
