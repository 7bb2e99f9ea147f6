package dev.interlock.generated.bind;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.Slice;
import java.lang.reflect.Modifier;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConversionTest {
    private enum Status {
        NEW,
        PAID
    }

    private record Case<T>(Conversion<T> conversion, String text, T value, String expected, List<String> bad) {}

    private static <T> Case<T> example(Conversion<T> conversion, String text, T value, String expected, String... bad) {
        return new Case<>(conversion, text, value, expected, List.of(bad));
    }

    private static final List<Case<?>> CASES = List.of(
            example(Conversion.BOOLEAN, "true", true, "true or false", "", "True", "1", "yes", "false "),
            example(Conversion.BOOLEAN, "false", false, "true or false", "TRUE"),
            example(Conversion.BYTE, "-128", (byte) -128, "an integer from -128 to 127", "", "128", "-129", "+1"),
            example(Conversion.SHORT, "32767", (short) 32767, "an integer from -32768 to 32767", "32768", "x"),
            example(Conversion.INTEGER, "7", 7, "an integer from -2147483648 to 2147483647", "2147483648", "7.0", ""),
            example(
                    Conversion.LONG,
                    "-9223372036854775808",
                    Long.MIN_VALUE,
                    "an integer from -9223372036854775808 to 9223372036854775807",
                    "9223372036854775808",
                    "7L"),
            example(Conversion.FLOAT, "-1.5e3", -1500f, "a decimal number of up to 3.4e38", "1e39", "NaN", "1f", ""),
            example(
                    Conversion.DOUBLE,
                    "2.5",
                    2.5,
                    "a decimal number of up to 1.7e308",
                    "1e309",
                    "Infinity",
                    "0x1p3",
                    "1d",
                    " 1",
                    "+1",
                    "1.2.3",
                    "--1",
                    "."),
            example(Conversion.CHARACTER, "x", 'x', "one character", "", "xy", "\uD83D\uDE00"),
            example(Conversion.CHARACTER, "\u20ac", '\u20ac', "one character"),
            example(Conversion.STRING, "a b\u00e9", "a b\u00e9", "UTF-8 text"),
            example(Conversion.CHAR_SEQUENCE, "\u00e9", "\u00e9", "UTF-8 text"),
            example(Conversion.SLICE, "abc", Slice.of("abc"), "any bytes"),
            example(
                    Conversion.UUID,
                    "123E4567-e89b-12d3-a456-426614174000",
                    UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
                    "a UUID such as 123e4567-e89b-12d3-a456-426614174000",
                    "1-1-1-1-1",
                    "123e4567e89b12d3a456426614174000",
                    ""),
            example(
                    Conversion.BIG_DECIMAL,
                    "-12.50",
                    new BigDecimal("-12.50"),
                    "a decimal number of at most 1000 digits",
                    "1e1001",
                    "1e-1001",
                    "1e99999999999",
                    "1".repeat(1001),
                    "\u0661",
                    "x"),
            example(
                    Conversion.BIG_INTEGER,
                    "-123456789012345678901234567890",
                    new BigInteger("-123456789012345678901234567890"),
                    "an integer of at most 1000 digits",
                    "1".repeat(1001),
                    "1.5",
                    "1e5",
                    ""),
            example(
                    Conversion.INSTANT,
                    "2026-01-31T12:30:00Z",
                    Instant.parse("2026-01-31T12:30:00Z"),
                    "an instant such as 2026-01-31T12:30:00Z",
                    "2026-01-31",
                    "0"),
            example(
                    Conversion.LOCAL_DATE,
                    "2026-01-31",
                    LocalDate.of(2026, 1, 31),
                    "a date such as 2026-01-31",
                    "2026-02-30",
                    "31.1.2026"),
            example(Conversion.LOCAL_TIME, "12:30:00", LocalTime.of(12, 30), "a time such as 12:30:00", "24:01"),
            example(
                    Conversion.LOCAL_DATE_TIME,
                    "2026-01-31T12:30:00",
                    LocalDateTime.of(2026, 1, 31, 12, 30),
                    "a date and time such as 2026-01-31T12:30:00",
                    "2026-01-31 12:30"),
            example(
                    Conversion.OFFSET_DATE_TIME,
                    "2026-01-31T12:30:00+01:00",
                    OffsetDateTime.parse("2026-01-31T12:30:00+01:00"),
                    "a date, time and offset such as 2026-01-31T12:30:00+01:00",
                    "2026-01-31T12:30:00"),
            example(
                    Conversion.OFFSET_TIME,
                    "12:30:00+01:00",
                    OffsetTime.parse("12:30:00+01:00"),
                    "a time and offset such as 12:30:00+01:00",
                    "12:30"),
            example(
                    Conversion.ZONED_DATE_TIME,
                    "2026-01-31T12:30:00+01:00[Europe/Berlin]",
                    ZonedDateTime.parse("2026-01-31T12:30:00+01:00[Europe/Berlin]"),
                    "a date, time and zone such as 2026-01-31T12:30:00+01:00[Europe/Berlin]",
                    "2026-01-31T12:30:00+01:00[Mars/Olympus]"),
            example(Conversion.DURATION, "PT1H30M", Duration.ofMinutes(90), "a duration such as PT1H30M", "90m"),
            example(Conversion.PERIOD, "P1Y2M3D", Period.of(1, 2, 3), "a period such as P1Y2M3D", "P1H"),
            example(Conversion.YEAR, "2026", Year.of(2026), "a year such as 2026", "26x"),
            example(
                    Conversion.YEAR_MONTH,
                    "2026-01",
                    YearMonth.of(2026, 1),
                    "a year and month such as 2026-01",
                    "2026-13"),
            example(Conversion.MONTH_DAY, "--01-31", MonthDay.of(1, 31), "a month and day such as --01-31", "01-31"),
            example(
                    Conversion.ZONE_ID,
                    "Europe/Berlin",
                    ZoneId.of("Europe/Berlin"),
                    "a time zone such as Europe/Berlin",
                    "Mars/Olympus"),
            example(
                    Conversion.ZONE_OFFSET,
                    "+01:00",
                    ZoneOffset.ofHours(1),
                    "an offset such as +01:00",
                    "+19:00",
                    "CET"));

    @Test
    void readsValidTextAndRejectsInvalid() throws Exception {
        for (Case<?> each : CASES) {
            Conversion<?> conversion = each.conversion();
            assertThat(conversion.expected()).isEqualTo(each.expected());
            Object value = conversion.convert(within(each.text()));
            assertWithMessage(each.text()).that(value).isEqualTo(each.value());
            for (String bad : each.bad()) {
                assertThrows(Exception.class, () -> conversion.convert(within(bad)), each.expected() + ": " + bad);
            }
        }
    }

    @Test
    void everyConstantHasCase() throws IllegalAccessException {
        List<Object> constants = new ArrayList<>();
        for (var field : Conversion.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                constants.add(field.get(null));
            }
        }
        assertThat(CASES.stream().map(Case::conversion).distinct().toList()).containsExactlyElementsIn(constants);
    }

    @Test
    void rejectsInvalidUtf8ExceptAsBytes() throws Exception {
        Slice malformed = new Slice().wrap(new byte[] {'a', (byte) 0xff}, 0, 2);
        for (Conversion<?> conversion : Arrays.asList(
                Conversion.STRING,
                Conversion.CHAR_SEQUENCE,
                Conversion.CHARACTER,
                Conversion.LOCAL_DATE,
                Conversion.of("text", text -> text))) {
            assertThrows(IllegalArgumentException.class, () -> conversion.convert(malformed));
        }
        assertThat(Conversion.SLICE.convert(malformed)).isSameInstanceAs(malformed);
    }

    @Test
    void readsEnumConstantsByExactName() throws Exception {
        Conversion<Status> conversion = Conversion.ofEnum(Status.class);
        assertThat(conversion.expected()).isEqualTo("one of NEW, PAID");
        assertThat(conversion.convert(within("PAID"))).isEqualTo(Status.PAID);
        assertThrows(IllegalArgumentException.class, () -> conversion.convert(within("paid")));
        assertThrows(IllegalArgumentException.class, () -> conversion.convert(within("")));
    }

    @Test
    void callsParserOfApplication() throws Exception {
        Conversion<Integer> conversion = Conversion.of("a hexadecimal number", text -> Integer.parseInt(text, 16));
        assertThat(conversion.convert(within("ff"))).isEqualTo(255);
        assertThat(conversion.expected()).isEqualTo("a hexadecimal number");
        assertThrows(NumberFormatException.class, () -> conversion.convert(within("g")));
    }

    @Property
    void readsEveryFiniteDouble(@ForAll double value) throws Exception {
        assertThat(Conversion.DOUBLE.convert(within(Double.toString(value)))).isEqualTo(value);
    }

    @Property
    void readsEveryFiniteFloat(@ForAll float value) throws Exception {
        assertThat(Conversion.FLOAT.convert(within(Float.toString(value)))).isEqualTo(value);
    }

    /** Returns a slice with the text. The bytes around the slice must not be read. */
    private static Slice within(String text) {
        Slice whole = Slice.of("1" + text + "1");
        return new Slice().wrap(whole.array(), 1, whole.length() - 2);
    }
}
