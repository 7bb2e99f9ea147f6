package dev.interlock.processor.model;

import java.util.List;
import java.util.OptionalInt;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A method that answers exceptions.
 *
 * @param owner whose instance is called: a controller, or a class that the application lists for its errors
 * @param exception the class that the method is for
 * @param status what the response has unless the method sets another; empty where the result has one
 */
public record ErrorMethod(
        Instance owner,
        ExecutableElement method,
        TypeElement exception,
        List<Argument> arguments,
        Result result,
        OptionalInt status) {
    public ErrorMethod {
        arguments = List.copyOf(arguments);
    }

    /** What a parameter of the method is. */
    public enum Argument {
        EXCEPTION,
        REQUEST,
        RESPONSE
    }
}
