package dev.interlock.bind;

import dev.interlock.bytes.Slice;
import dev.interlock.http.Excerpt;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;

/** Creates problems for a parameter that is missing or does not convert. */
final class BadParameter {
    private BadParameter() {}

    static HttpException missing(Parameter parameter, String expected) {
        String detail = "The %s is missing; it must be %s.".formatted(described(parameter), expected);
        return with(new HttpException(HttpStatus.BAD_REQUEST, detail), parameter, expected);
    }

    static HttpException malformed(Parameter parameter, Conversion<?> conversion, Slice text, Exception cause) {
        String detail = "The %s must be %s.".formatted(described(parameter), conversion.expected());
        if (parameter.isSecret()) {
            // The message of the cause may repeat the text.
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
