package dev.interlock.processor.model;

import java.util.List;
import java.util.OptionalInt;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A method that handles exceptions.
 *
 * @param owner instance on which the method is called: a controller, or an instance of a class that the application
 *     lists for its error methods
 * @param exception class of exceptions that the method handles
 * @param status status of the response unless the method sets another; empty if the result contains the status
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

    /** A kind of parameter that the method can have. */
    public enum Argument {
        EXCEPTION,
        REQUEST,
        RESPONSE
    }
}
