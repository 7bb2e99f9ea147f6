package dev.interlock.processor.model;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;

/**
 * A method that answers requests.
 *
 * @param controller whose instance is called; the method may stand in one of its supertypes
 * @param status what the response has unless the handler sets another; empty for 200
 * @param maxBody largest body in bytes; empty for the server's limit
 */
public record Handler(
        Instance controller,
        ExecutableElement method,
        List<Parameter> parameters,
        Result result,
        OptionalInt status,
        OptionalInt maxBody) {
    public Handler {
        parameters = List.copyOf(parameters);
    }

    /** The parameters, the components of records in place of the records. */
    public Stream<Parameter> flatParameters() {
        return parameters.stream().flatMap(Parameter::flat);
    }
}
