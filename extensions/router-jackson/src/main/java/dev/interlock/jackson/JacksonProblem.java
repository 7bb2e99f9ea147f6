package dev.interlock.jackson;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import dev.interlock.generated.text.ClientText;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.json.JsonProblem;
import dev.interlock.json.JsonScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Creates problems for bodies that Jackson rejects. Does not use Jackson's messages, because they contain class names.
 */
final class JacksonProblem {
    private static final int MAX_CAUSES = 100;

    private JacksonProblem() {}

    /** Throws the wrapped exception if it is an error of the virtual machine. */
    static void throwIfFatal(Throwable wrapped) {
        Throwable cause = wrapped;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof VirtualMachineError error) {
                throw error;
            }
            cause = cause.getCause();
        }
    }

    /**
     * Creates a 400 response. If Jackson cannot use the type, creates a 500 response, because the client made no
     * mistake.
     *
     * @param scanner scanner that has read the rejected text
     * @param expectations returns the description of the expected JSON for a type
     */
    static RuntimeException of(
            JsonProcessingException cause, JsonScanner scanner, Function<Class<?>, String> expectations) {
        if (cause instanceof InvalidDefinitionException && !isDuplicate(cause)) {
            return new IllegalStateException("Jackson cannot read this type", cause);
        }
        String pointer = pointer(cause);
        int offset = offset(cause);
        String fixed = fixedDetail(cause, pointer);
        String expected = fixed.isEmpty() ? expected(cause, expectations, JsonProblem.byteAt(scanner, offset)) : "";
        String detail = fixed.isEmpty() ? detail(cause, pointer, expected) : fixed;
        HttpException problem = new HttpException(HttpStatus.BAD_REQUEST, detail, cause);
        if (offset >= 0) {
            JsonProblem.locate(problem, scanner, offset);
        }
        problem.with("pointer", pointer);
        return expected.isEmpty() ? problem : problem.with("expected", expected);
    }

    /**
     * Whether code of the application threw the exception, for example a constructor. Otherwise, a value in the text is
     * wrong.
     */
    static boolean isOfApplication(JsonMappingException cause) {
        return !(cause instanceof MismatchedInputException) && !(cause.getCause() instanceof JsonProcessingException);
    }

    /** Returns the detail for a mistake about a property. Returns an empty text for a mistake about a value. */
    private static String fixedDetail(JsonProcessingException cause, String pointer) {
        if (cause instanceof PropertyBindingException) {
            return "There is no property %s.".formatted(pointer);
        }
        // These two mistakes have the same exception class as others. Only the message identifies them.
        if (cause.getOriginalMessage().startsWith("Missing required creator property")) {
            return "The property %s is missing.".formatted(pointer);
        }
        return cause.getOriginalMessage().startsWith("Duplicate ") || isDuplicate(cause)
                ? "The property %s occurs twice.".formatted(pointer)
                : "";
    }

    /**
     * Whether the text contains a parameter of a creator under both its name and an alias. Jackson treats the second
     * occurrence as a setter.
     */
    private static boolean isDuplicate(JsonProcessingException cause) {
        return cause.getOriginalMessage().startsWith("No fallback setter/field defined for creator property");
    }

    private static String detail(JsonProcessingException cause, String pointer, String expected) {
        String what = pointer.isEmpty() ? "The body" : "The value at " + pointer;
        if (expected.isEmpty()) {
            return what + " is not valid.";
        }
        // Jackson reports the place of the map, although one of its keys is wrong.
        return cause.getOriginalMessage().startsWith("Cannot deserialize Map key")
                ? "%s has a name that must be %s.".formatted(what, expected)
                : "%s must be %s.".formatted(what, expected);
    }

    /** Returns the number of bytes before the mistake. Returns -1 if it is unknown. */
    private static int offset(JsonProcessingException cause) {
        InputCoercionException tooLarge = tooLarge(cause);
        // Jackson detects a number that is too large only after it has read the number.
        JsonLocation location = tooLarge != null && tooLarge.getProcessor() != null
                ? tooLarge.getProcessor().currentTokenLocation()
                : cause.getLocation();
        return location == null ? -1 : (int) location.getByteOffset();
    }

    /**
     * Returns the exception of the parser about a number that is too large. Returns null if there is no such exception.
     */
    private static @Nullable InputCoercionException tooLarge(JsonProcessingException cause) {
        Throwable own = cause instanceof InputCoercionException ? cause : cause.getCause();
        return own instanceof InputCoercionException tooLarge ? tooLarge : null;
    }

    /**
     * Returns the place of the mistake as a JSON pointer (RFC 6901). Long pointers are cut, so that the response does
     * not grow with the request.
     */
    private static String pointer(JsonProcessingException cause) {
        InputCoercionException tooLarge = tooLarge(cause);
        // For a number that is too large, uses the place of the parser. The path of the outer exception lacks map keys.
        JsonProcessingException placed = tooLarge == null ? cause : tooLarge;
        if (placed instanceof JsonMappingException mapping) {
            return pointer(mapping);
        }
        return placed.getProcessor() instanceof JsonParser parser ? pointer(parser.getParsingContext()) : "";
    }

    /** Returns the place of a parser as a JSON pointer. Long pointers are cut. */
    static String pointer(JsonStreamContext place) {
        Deque<String> names = new ArrayDeque<>();
        for (JsonStreamContext at = place; at != null; at = at.getParent()) {
            String name = at.getCurrentName();
            if (name != null) {
                names.push(name);
            } else if (at.inArray() && at.hasCurrentIndex()) {
                names.push(String.valueOf(at.getCurrentIndex()));
            }
        }
        StringBuilder pointer = new StringBuilder();
        names.forEach(name -> append(pointer, name));
        return pointer.toString();
    }

    /** Returns the place of an exception as a JSON pointer. Long pointers are cut. */
    static String pointer(JsonMappingException cause) {
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

    /** Appends a name to a pointer. Appends only the beginning of a long name. */
    private static void append(StringBuilder pointer, String name) {
        pointer.append('/').append(ClientText.pointerToken(ClientText.excerpt(name)));
    }

    /**
     * Returns the description of the expected value.
     *
     * @param first first byte of the rejected value. If it begins an object, for example, the description "an object"
     *     would not help
     */
    private static String expected(JsonProcessingException cause, Function<Class<?>, String> expectations, int first) {
        Class<?> target = target(cause);
        if (target == null) {
            return "";
        }
        String expected = expectations.apply(target);
        boolean isThere =
                (first == '{' && expected.equals("an object")) || (first == '[' && expected.equals("an array"));
        return isThere ? "" : expected;
    }

    private static @Nullable Class<?> target(JsonProcessingException cause) {
        InputCoercionException tooLarge = tooLarge(cause);
        if (tooLarge != null) {
            return tooLarge.getTargetType();
        }
        if (!(cause instanceof MismatchedInputException mismatch)) {
            return null;
        }
        Class<?> target = mismatch.getTargetType();
        return target != null && target.isArray() && isElementOf(target, mismatch.getPath())
                ? target.getComponentType()
                : target;
    }

    /** Whether the mistake is in an element of an array of primitive values. Jackson then reports only the array. */
    private static boolean isElementOf(Class<?> array, List<JsonMappingException.Reference> path) {
        return !path.isEmpty() && array.isInstance(path.get(path.size() - 1).getFrom());
    }
}
