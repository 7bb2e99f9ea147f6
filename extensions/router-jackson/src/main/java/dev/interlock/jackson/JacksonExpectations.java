package dev.interlock.jackson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Describes to clients the JSON that a Java type expects. Uses the same words as for parameters of this type. */
final class JacksonExpectations {
    private static final Map<Class<?>, String> TEXTS = Map.ofEntries(
            Map.entry(Byte.class, "an integer from -128 to 127"),
            Map.entry(Short.class, "an integer from -32768 to 32767"),
            Map.entry(Integer.class, "an integer from -2147483648 to 2147483647"),
            Map.entry(Long.class, "an integer from -9223372036854775808 to 9223372036854775807"),
            Map.entry(BigInteger.class, "an integer of at most 1000 digits"),
            Map.entry(Float.class, "a decimal number of up to 3.4e38"),
            Map.entry(Double.class, "a decimal number of up to 1.7e308"),
            Map.entry(BigDecimal.class, "a decimal number of at most 1000 digits"),
            Map.entry(Number.class, "a number"),
            Map.entry(Boolean.class, "true or false"),
            Map.entry(Character.class, "a string of one character"),
            Map.entry(String.class, "a string"),
            Map.entry(byte[].class, "bytes in Base64"),
            Map.entry(UUID.class, "a UUID such as 123e4567-e89b-12d3-a456-426614174000"),
            Map.entry(URI.class, "a URI"),
            Map.entry(URL.class, "a URL"),
            Map.entry(Instant.class, "an instant such as 2026-01-31T12:30:00Z"),
            Map.entry(LocalDate.class, "a date such as 2026-01-31"),
            Map.entry(LocalTime.class, "a time such as 12:30:00"),
            Map.entry(LocalDateTime.class, "a date and time such as 2026-01-31T12:30:00"),
            Map.entry(OffsetDateTime.class, "a date, time and offset such as 2026-01-31T12:30:00+01:00"),
            Map.entry(OffsetTime.class, "a time and offset such as 12:30:00+01:00"),
            Map.entry(ZonedDateTime.class, "a date, time and zone such as 2026-01-31T12:30:00+01:00[Europe/Berlin]"),
            Map.entry(Duration.class, "a duration such as PT1H30M"));

    private JacksonExpectations() {}

    /**
     * Returns the description. It follows the words "must be". Empty if the expected JSON is unknown.
     *
     * @param mapper provides the names of enum constants
     */
    static String of(Class<?> target, ObjectMapper mapper) {
        if (target.isEnum()) {
            return constants(target, mapper);
        }
        String text = TEXTS.get(MethodType.methodType(target).wrap().returnType());
        if (text != null) {
            return text;
        }
        if (target.isArray() || Collection.class.isAssignableFrom(target)) {
            return "an array";
        }
        return isObject(target) ? "an object" : "";
    }

    private static boolean isObject(Class<?> target) {
        if (target.isRecord() || Map.class.isAssignableFrom(target)) {
            return true;
        }
        // Jackson may accept a string for a type in java.*, and for a type that has only constructors with parameters.
        return !target.getName().startsWith("java.")
                && Arrays.stream(target.getDeclaredConstructors()).anyMatch(it -> it.getParameterCount() == 0);
    }

    private static String constants(Class<?> target, ObjectMapper mapper) {
        String list = Arrays.stream(target.getEnumConstants())
                .map(constant -> accepted(constant, target, mapper))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return list.isEmpty() ? "" : "one of " + list;
    }

    /**
     * Returns a text that the mapper reads as this constant. Prefers the text that the mapper writes; the second choice
     * is the name. Returns an empty text if the mapper reads neither.
     */
    private static String accepted(Object constant, Class<?> target, ObjectMapper mapper) {
        try {
            String written = mapper.writeValueAsString(constant);
            if (isRead(written, constant, target, mapper)) {
                return written.startsWith("\"") ? mapper.readValue(written, String.class) : written;
            }
            String name = ((Enum<?>) constant).name();
            return isRead(mapper.writeValueAsString(name), constant, target, mapper) ? name : "";
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static boolean isRead(String text, Object constant, Class<?> target, ObjectMapper mapper) {
        try {
            return mapper.readValue(text, target) == constant;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
