package dev.interlock.processor.check.handler;

import dev.interlock.processor.declaration.RouteDeclaration;
import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Result;
import dev.interlock.processor.model.Result.BodyType;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.StreamMessage;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;

/** Checks that the runtime can compute entity tags from the bytes of a handler's responses. */
public final class EntityTagRules {
    /**
     * Request methods for which a server may evaluate If-None-Match after the handler has run. For other methods, it
     * must evaluate If-None-Match before it runs the handler (RFC 9110 section 13.2.1).
     */
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final Scope scope;
    private final ExecutableElement method;

    public EntityTagRules(Scope scope, ExecutableElement method) {
        this.scope = scope;
        this.method = method;
    }

    /** Whether responses of the handler can have an entity tag. Reports each reason why {@code @ETag} has no effect. */
    public boolean check(List<RouteDeclaration> routes, List<Parameter> parameters, Optional<Result> result) {
        Optional<String> change = routes.stream()
                .map(RouteDeclaration::method)
                .filter(token -> !METHODS.contains(token))
                .findFirst();
        change.ifPresent(token -> report(StreamMessage.ENTITY_TAG_OF_CHANGE, token));
        Optional<StreamMessage> mistake = result.flatMap(it -> mistake(it, parameters));
        mistake.ifPresent(this::report);
        return change.isEmpty() && mistake.isEmpty();
    }

    private static Optional<StreamMessage> mistake(Result result, List<Parameter> parameters) {
        Optional<Codec> codec = result.bodyType().map(BodyType::codec);
        if (codec.isPresent() && codec.get().isStreamed()) {
            return Optional.of(StreamMessage.ENTITY_TAG_OF_STREAM);
        }
        if (codec.isPresent() && codec.get().isFile()) {
            return Optional.of(StreamMessage.ENTITY_TAG_OF_FILE);
        }
        boolean isNothing =
                codec.isEmpty() && parameters.stream().flatMap(Parameter::flat).noneMatch(EntityTagRules::answers);
        return isNothing ? Optional.of(StreamMessage.ENTITY_TAG_OF_NOTHING) : Optional.empty();
    }

    /** Whether the handler can write the response body through the parameter. */
    private static boolean answers(Parameter parameter) {
        return parameter instanceof Parameter.Response || parameter instanceof Parameter.Writer;
    }

    private void report(StreamMessage message, Object... more) {
        Place place = Place.of(
                method, Annotations.find(method, RuntimeAnnotations.ETAG).orElseThrow());
        String described = Place.describe(method);
        if (more.length == 0) {
            scope.report(message, place, described);
        } else {
            scope.report(message, place, described, more[0]);
        }
    }
}
