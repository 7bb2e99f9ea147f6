package dev.interlock.processor.read;

import dev.interlock.processor.model.Parameter.Conversion;
import dev.interlock.processor.model.Parameter.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** Whether the text of a {@code @Default} converts, as far as a compiler can know. */
final class DefaultText {
    private DefaultText() {}

    /** False only for a text that certainly does not convert: every request without the parameter would be refused. */
    static boolean converts(String text, Value value) {
        if (value.conversion() instanceof Conversion.EnumConstant) {
            return Scope.classOf(value.type()).stream().anyMatch(type -> hasConstant(type, text));
        }
        return !(value.conversion() instanceof Conversion.Known known) || isNumberOrWord(text, known.constant());
    }

    private static boolean hasConstant(TypeElement type, String name) {
        return type.getEnclosedElements().stream()
                .anyMatch(element -> element.getKind() == ElementKind.ENUM_CONSTANT
                        && element.getSimpleName().contentEquals(name));
    }

    private static boolean isNumberOrWord(String text, String constant) {
        return switch (constant) {
            case "BOOLEAN" -> text.equals("true") || text.equals("false");
            case "CHARACTER" -> text.length() == 1;
            case "BYTE" -> isWithin(text, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case "SHORT" -> isWithin(text, Short.MIN_VALUE, Short.MAX_VALUE);
            case "INTEGER" -> isWithin(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "LONG" -> isWithin(text, Long.MIN_VALUE, Long.MAX_VALUE);
            case "FLOAT", "DOUBLE" -> isDecimal(text);
            default -> isParsed(text, constant);
        };
    }

    /** Whether the JDK's own type takes the text. */
    private static boolean isParsed(String text, String constant) {
        try {
            switch (constant) {
                case "UUID" -> UUID.fromString(text);
                case "BIG_DECIMAL" -> new BigDecimal(text);
                case "BIG_INTEGER" -> new BigInteger(text);
                case "INSTANT" -> Instant.parse(text);
                case "LOCAL_DATE" -> LocalDate.parse(text);
                case "LOCAL_TIME" -> LocalTime.parse(text);
                case "LOCAL_DATE_TIME" -> LocalDateTime.parse(text);
                case "DURATION" -> Duration.parse(text);
                default -> {
                    return true;
                }
            }
            return true;
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isWithin(String text, long min, long max) {
        try {
            long value = Long.parseLong(text);
            return min <= value && value <= max;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isDecimal(String text) {
        try {
            return !Double.isNaN(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
