package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;

/**
 * A method that answers requests.
 *
 * @param controller class of the called instance; a supertype may declare the method
 * @param method the method whose annotations count
 * @param called the same method, or the override that runs
 * @param checks checks of the parameters with constraints
 * @param filters filters of its routes after those of the application, in order
 * @param consumed forms of the body that it reads
 * @param produced forms of its response
 */
public record Handler(
        Instance controller,
        ExecutableElement method,
        ExecutableElement called,
        List<Parameter> parameters,
        List<CheckedParameter> checks,
        Result result,
        Settings settings,
        List<Instance> filters,
        Representations consumed,
        Representations produced) {
    public Handler {
        filters = List.copyOf(filters);
        parameters = List.copyOf(parameters);
        checks = List.copyOf(checks);
    }

    /** The parameters, the components of records in place of the records. */
    public Stream<Parameter> flatParameters() {
        return parameters.stream().flatMap(Parameter::flat);
    }

    /** Parameter that writes the body of the response instead of the result. */
    public Optional<Parameter.Writer> writer() {
        return flatParameters()
                .filter(Parameter.Writer.class::isInstance)
                .map(Parameter.Writer.class::cast)
                .findFirst();
    }

    /** The types of JSON that it reads and writes. */
    public Stream<JsonBody> json() {
        Stream<JsonBody> read = flatParameters()
                .filter(Parameter.Body.class::isInstance)
                .flatMap(parameter -> ((Parameter.Body) parameter).json().stream());
        return Stream.concat(read, result.json().stream());
    }

    /** Whether the response has a body. */
    public boolean hasBody() {
        return result.bodyType().isPresent() || writer().isPresent();
    }

    /** Whether the content type of the response is chosen before the call. */
    public boolean negotiates() {
        return produced.named() || produced.list().size() > 1;
    }

    /** Where it runs. */
    public Execution execution() {
        if (settings.blocking()) {
            return Execution.BLOCKING;
        }
        return result.comesLater() ? Execution.ASYNCHRONOUS : Execution.EVENT_LOOP;
    }

    /** Whether it is called before the body has arrived, and reads it as it does. */
    public boolean streamsBody() {
        return flatParameters()
                .anyMatch(parameter -> parameter instanceof Parameter.Body body
                        && body.bodyType().codec().isStreamed());
    }

    /** Whether a large body goes to a file. Only a handler that may block reads parts from files. */
    public boolean storesBody() {
        return settings.blocking() && flatParameters().anyMatch(Parameter::isPart);
    }
}
