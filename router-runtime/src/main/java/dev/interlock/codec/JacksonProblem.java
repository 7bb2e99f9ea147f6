package dev.interlock.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.interlock.http.Excerpt;
import dev.interlock.http.HttpException;
import dev.interlock.http.ReferenceToken;
import dev.interlock.json.JsonScanner;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What is said of a body that Jackson refuses: its own messages name classes, which are no client's business. */
final class JacksonProblem {
    private static final Map<Class<?>, String> EXPECTED = Map.of(
            int.class, "an integer from -2147483648 to 2147483647",
            Integer.class, "an integer from -2147483648 to 2147483647",
            long.class, "an integer from -9223372036854775808 to 9223372036854775807",
            Long.class, "an integer from -9223372036854775808 to 9223372036854775807",
            double.class, "a decimal number of up to 1.7e308",
            Double.class, "a decimal number of up to 1.7e308",
            boolean.class, "true or false",
            Boolean.class, "true or false",
            String.class, "a string");

    private JacksonProblem() {}

    /** An answer 400; what is wrong with a type itself is no mistake of a client, and 500. */
    static RuntimeException of(JsonProcessingException cause) {
        if (cause instanceof InvalidDefinitionException) {
            return new IllegalStateException("Jackson cannot read this type", cause);
        }
        String pointer = pointer(cause);
        String expected = expected(cause);
        HttpException answer = new HttpException(400, detail(cause, pointer, expected), cause);
        JsonLocation location = cause.getLocation();
        if (location != null && location.getLineNr() > 0) {
            answer.with("line", location.getLineNr()).with("column", location.getColumnNr());
        }
        answer.with("pointer", pointer);
        return expected.isEmpty() ? answer : answer.with("expected", expected);
    }

    private static String detail(JsonProcessingException cause, String pointer, String expected) {
        // Nothing but the message tells these two from other mistakes.
        if (cause.getOriginalMessage().startsWith("Missing required creator property")) {
            return "The property %s is missing.".formatted(pointer);
        }
        if (cause.getOriginalMessage().startsWith("Duplicate ")) {
            return "The property %s is there twice.".formatted(pointer);
        }
        String what = pointer.isEmpty() ? "The body" : "The value at " + pointer;
        return expected.isEmpty() ? what + " is refused." : "%s must be %s.".formatted(what, expected);
    }

    /** The place as a JSON pointer (RFC 6901), cut so that no answer grows with what was sent. */
    private static String pointer(JsonProcessingException cause) {
        if (cause instanceof JsonMappingException mapping) {
            return pointer(mapping);
        }
        return cause.getProcessor() instanceof JsonParser parser
                ? pointer(parser.getParsingContext().pathAsPointer())
                : "";
    }

    private static String pointer(JsonPointer place) {
        StringBuilder pointer = new StringBuilder();
        int depth = 0;
        for (JsonPointer rest = place; !rest.matches() && depth < JsonScanner.MAX_DEPTH; rest = rest.tail()) {
            append(pointer, rest.getMatchingProperty());
            depth++;
        }
        return pointer.toString();
    }

    private static String pointer(JsonMappingException cause) {
        StringBuilder pointer = new StringBuilder();
        int depth = 0;
        for (JsonMappingException.Reference step : cause.getPath()) {
            if (depth++ == JsonScanner.MAX_DEPTH) {
                break;
            }
            String name = step.getFieldName();
            append(pointer, name == null ? String.valueOf(step.getIndex()) : name);
        }
        return pointer.toString();
    }

    private static void append(StringBuilder pointer, String name) {
        pointer.append('/').append(ReferenceToken.of(Excerpt.of(name)));
    }

    private static String expected(JsonProcessingException cause) {
        Class<?> target = cause instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return target == null ? "" : expected(target);
    }

    private static String expected(Class<?> target) {
        if (target.isEnum()) {
            return Arrays.stream(target.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        String known = EXPECTED.get(target);
        return known == null ? "" : known;
    }
}
