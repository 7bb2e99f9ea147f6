package dev.interlock.generated.bind;

import dev.interlock.bytes.Slice;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.internal.text.Excerpt;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Creates exceptions for parameters that are missing, that cannot be converted, or that contradict each other. */
final class BadParameter {
    private BadParameter() {}

    static HttpException missing(Parameter parameter, String expected) {
        String detail = "The %s is missing; it must be %s.".formatted(described(parameter), expected);
        return with(new HttpException(HttpStatus.BAD_REQUEST, detail), parameter, expected);
    }

    static HttpException malformed(Parameter parameter, Conversion<?> conversion, Slice text, Exception cause) {
        String detail = "The %s must be %s.".formatted(described(parameter), conversion.expected());
        if (parameter.isSecret()) {
            // The cause is left out, because its message may repeat the text.
            return with(new HttpException(HttpStatus.BAD_REQUEST, detail), parameter, conversion.expected());
        }
        return with(new HttpException(HttpStatus.BAD_REQUEST, detail, cause), parameter, conversion.expected())
                .with("actual", Excerpt.of(text.toString()));
    }

    static HttpException dotSegment(Parameter parameter) {
        String expected = "a path without . and .. between encoded slashes";
        String detail = "The %s must be %s.".formatted(described(parameter), expected);
        return with(new HttpException(HttpStatus.BAD_REQUEST, detail), parameter, expected);
    }

    static HttpException badCombination(Exception cause, String... names) {
        String all = Arrays.stream(names).map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        String detail = "The values of %s are not valid in this combination.".formatted(all);
        return new HttpException(HttpStatus.BAD_REQUEST, detail, cause).with("parameters", List.of(names));
    }

    static IllegalStateException badDefault(
            Parameter parameter, Conversion<?> conversion, Slice text, Exception cause) {
        return new IllegalStateException(
                "The default '%s' of the %s is not %s. Tip: correct its @Default"
                        .formatted(text, described(parameter), conversion.expected()),
                cause);
    }

    private static HttpException with(HttpException exception, Parameter parameter, String expected) {
        return exception
                .with("parameter", parameter.name())
                .with("in", parameter.in())
                .with("expected", expected);
    }

    /** Returns a description such as {@code query parameter 'limit'}. */
    private static String described(Parameter parameter) {
        return "%s parameter '%s'".formatted(parameter.in(), parameter.name());
    }
}
