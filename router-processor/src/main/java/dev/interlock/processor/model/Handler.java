package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;

/**
 * A method that answers requests.
 *
 * @param controller whose instance is called; the method may stand in one of its supertypes
 * @param checks those of the parameters that have constraints
 * @param filters that see the requests of its routes after those of the application, in this order
 */
public record Handler(
        Instance controller,
        ExecutableElement method,
        List<Parameter> parameters,
        List<CheckedParameter> checks,
        Result result,
        Settings settings,
        List<Instance> filters) {
    public Handler {
        filters = List.copyOf(filters);
        parameters = List.copyOf(parameters);
        checks = List.copyOf(checks);
    }

    /** The parameters, the components of records in place of the records. */
    public Stream<Parameter> flatParameters() {
        return parameters.stream().flatMap(Parameter::flat);
    }

    /** What writes the body of the response, where that is not the result. */
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

    /** Whether the answer has a body. */
    public boolean hasBody() {
        return result.bodyType().isPresent() || writer().isPresent();
    }

    /** Whether the answer is of protobuf messages, whatever writes it. */
    public boolean answersProtobuf() {
        return writer().isPresent()
                || result.bodyType().stream().map(Result.BodyType::codec).anyMatch(Codec::isProtobuf);
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
        return flatParameters().anyMatch(this::streams);
    }

    /** Parts may have to go to files, for which only a handler that may block can wait. */
    private boolean streams(Parameter parameter) {
        return parameter instanceof Parameter.Body body
                ? body.bodyType().codec() == Codec.STREAM
                : settings.blocking() && parameter.isPart();
    }
}
