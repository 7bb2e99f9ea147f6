package dev.interlock.processor.model;

import dev.interlock.processor.model.proto.SecretBodies;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;

/**
 * A method that handles requests.
 *
 * @param controller instance on which the method is called; a supertype of its class may declare the method
 * @param method method that has the annotations
 * @param called method that the router calls: the same method, or its override in the controller
 * @param checks checks of the parameters with constraints
 * @param filters filters that apply to the routes of the handler in addition to the filters of the application, in the
 *     order in which they see a request
 * @param consumed representations of the request bodies that the handler reads
 * @param produced representations of the responses that the handler writes
 * @param secrets secret fields of the messages that the handler reads and writes
 */
public record Handler(
        Instance controller,
        ExecutableElement method,
        ExecutableElement called,
        List<Parameter> parameters,
        List<CheckedParameter> checks,
        Result result,
        Settings settings,
        List<RouteFilter> filters,
        Representations consumed,
        Representations produced,
        SecretBodies secrets) {
    public Handler {
        filters = List.copyOf(filters);
        parameters = List.copyOf(parameters);
        checks = List.copyOf(checks);
    }

    /** Returns the parameters, with the components of each record of parameters in place of the record. */
    public Stream<Parameter> flatParameters() {
        return parameters.stream().flatMap(Parameter::flat);
    }

    /**
     * Returns the parameter through which the handler writes the response body; empty if there is none. If there is
     * one, the handler's result is not the body.
     */
    public Optional<Parameter.Writer> writer() {
        return flatParameters()
                .filter(Parameter.Writer.class::isInstance)
                .map(Parameter.Writer.class::cast)
                .findFirst();
    }

    /** Returns the JSON types that the handler reads and writes. */
    public Stream<JsonBody> json() {
        Stream<JsonBody> read = flatParameters()
                .filter(Parameter.Body.class::isInstance)
                .flatMap(parameter -> ((Parameter.Body) parameter).json().stream());
        return Stream.concat(read, result.json().stream());
    }

    /** Whether the handler returns or writes a response body. */
    public boolean hasBody() {
        return result.bodyType().isPresent() || writer().isPresent();
    }

    /**
     * Whether the runtime chooses the content type of the response by the Accept field, before it calls the handler.
     */
    public boolean negotiates() {
        return produced.named() || produced.list().size() > 1;
    }

    /** Returns the kind of thread that the handler runs on. */
    public Execution execution() {
        if (settings.blocking()) {
            return Execution.BLOCKING;
        }
        return result.comesLater() || settings.mayWait() ? Execution.ASYNCHRONOUS : Execution.EVENT_LOOP;
    }

    /**
     * Whether the handler reads the body while the body arrives. The handler is then called before the whole body has
     * arrived.
     */
    public boolean streamsBody() {
        return flatParameters()
                .anyMatch(parameter -> parameter instanceof Parameter.Body body
                        && body.bodyType().codec().isStreamed());
    }

    /**
     * Whether a large request body is stored in a file. Only a handler that reads parts and may block can use the file.
     */
    public boolean storesBody() {
        return settings.blocking() && flatParameters().anyMatch(Parameter::isPart);
    }
}
