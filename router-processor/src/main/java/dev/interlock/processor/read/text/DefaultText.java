package dev.interlock.processor.read.text;

import dev.interlock.processor.model.Parameter.Conversion;
import dev.interlock.processor.model.Parameter.Value;
import dev.interlock.processor.source.Classes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** Checks whether the text in a {@code @Default} can be converted. Some conversions can be checked only at run time. */
public final class DefaultText {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
    /**
     * Decimal numbers that the runtime accepts. The parsers of the JDK also accept {@code +1}, {@code 1d} and {@code
     * 0x1p3}.
     */
    private static final Pattern DECIMAL = Pattern.compile("(?!\\+)[0-9.eE+-]{1,1000}");

    private static final int LARGEST_SCALE = 1000;

    /**
     * Parsers by the names of the constants of the runtime's {@code Conversion}. Each parser throws an exception for
     * text that the runtime would reject. A constant without a parser accepts any text. Time zones are an example,
     * because the machine that runs the application may know zones that this machine does not know.
     */
    private static final Map<String, Function<String, Object>> PARSERS = Map.ofEntries(
            Map.entry("BOOLEAN", text -> require(text, text.equals("true") || text.equals("false"))),
            Map.entry("CHARACTER", text -> require(text, text.length() == 1)),
            Map.entry("BYTE", text -> Byte.valueOf(integer(text))),
            Map.entry("SHORT", text -> Short.valueOf(integer(text))),
            Map.entry("INTEGER", text -> Integer.valueOf(integer(text))),
            Map.entry("LONG", text -> Long.valueOf(integer(text))),
            Map.entry("FLOAT", text -> require(text, Float.isFinite(Float.parseFloat(decimal(text))))),
            Map.entry("DOUBLE", text -> require(text, Double.isFinite(Double.parseDouble(decimal(text))))),
            Map.entry("BIG_DECIMAL", DefaultText::bigDecimal),
            Map.entry("BIG_INTEGER", text -> new BigInteger(decimal(text))),
            Map.entry("UUID", DefaultText::uuid),
            Map.entry("INSTANT", Instant::parse),
            Map.entry("LOCAL_DATE", LocalDate::parse),
            Map.entry("LOCAL_TIME", LocalTime::parse),
            Map.entry("LOCAL_DATE_TIME", LocalDateTime::parse),
            Map.entry("OFFSET_DATE_TIME", OffsetDateTime::parse),
            Map.entry("OFFSET_TIME", OffsetTime::parse),
            Map.entry("ZONED_DATE_TIME", ZonedDateTime::parse),
            Map.entry("DURATION", Duration::parse),
            Map.entry("PERIOD", Period::parse),
            Map.entry("YEAR", Year::parse),
            Map.entry("YEAR_MONTH", YearMonth::parse),
            Map.entry("MONTH_DAY", MonthDay::parse),
            Map.entry("ZONE_OFFSET", ZoneOffset::of));

    private DefaultText() {}

    /**
     * Whether the runtime may be able to convert a default text. Returns false only if it certainly cannot. The runtime
     * would then reject every request without the parameter.
     */
    public static boolean converts(String text, Value value) {
        if (value.conversion() instanceof Conversion.EnumConstant) {
            return Classes.of(value.type()).stream().anyMatch(type -> hasConstant(type, text));
        }
        return !(value.conversion() instanceof Conversion.Known known) || parses(text, known.constant());
    }

    private static boolean hasConstant(TypeElement type, String name) {
        return type.getEnclosedElements().stream()
                .anyMatch(element -> element.getKind() == ElementKind.ENUM_CONSTANT
                        && element.getSimpleName().contentEquals(name));
    }

    private static boolean parses(String text, String constant) {
        try {
            return PARSERS.getOrDefault(constant, any -> any).apply(text) != null;
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    private static String require(String text, boolean isTrue) {
        if (!isTrue) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String integer(String text) {
        return require(text, INTEGER.matcher(text).matches());
    }

    private static String decimal(String text) {
        return require(text, DECIMAL.matcher(text).matches());
    }

    private static BigDecimal bigDecimal(String text) {
        BigDecimal value = new BigDecimal(decimal(text));
        require(text, Math.abs((long) value.scale()) <= LARGEST_SCALE);
        return value;
    }

    private static UUID uuid(String text) {
        UUID uuid = UUID.fromString(text);
        require(text, uuid.toString().equals(text.toLowerCase(Locale.ROOT)));
        return uuid;
    }
}
