package dev.interlock.processor.check.handler;

import dev.interlock.processor.declaration.RouteDeclaration;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.BodyType;
import dev.interlock.processor.model.Parameter.Source;
import dev.interlock.processor.model.Result;
import dev.interlock.processor.model.Settings;
import dev.interlock.processor.report.FormMessage;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.source.Scope;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/** Checks that the bodies of requests and responses conform to HTTP, and that handlers can receive the bodies. */
public final class BodyRules {
    /**
     * Request methods that should have no body. A body has no meaning for them, and a server may treat it as an attack
     * (RFC 9110 sections 9.3.1 and 9.3.2).
     */
    public static final Set<String> METHODS_WITHOUT_BODY = Set.of("GET", "HEAD");

    /** Statuses whose responses have no body (RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5). */
    private static final Set<Integer> STATUSES_WITHOUT_BODY = Set.of(204, 205, 304);

    /**
     * Largest {@code @MaxBody}, in bytes, of a handler that keeps all parts of the body in memory. Equal to the
     * server's default limit.
     */
    private static final int PARTS_IN_MEMORY = 1024 * 1024;

    private final Scope scope;

    public BodyRules(Scope scope) {
        this.scope = scope;
    }

    /** Whether a handler can read its request body and write its response body. Reports each violation. */
    public boolean check(
            ExecutableElement method,
            List<Parameter> parameters,
            List<RouteDeclaration> routes,
            Settings settings,
            Optional<Result> result) {
        Steps steps = new Steps();
        steps.take(checkParameters(parameters, routes));
        steps.take(checkParts(method, parameters, settings));
        steps.take(checkStream(method, parameters, settings.blocking(), result));
        steps.take(checkWriters(method, parameters, settings.status(), result));
        steps.take(checkResult(method, settings.status(), result));
        return steps.areSound();
    }

    /**
     * Whether the parameters read the body in at most one way. If they read it, also checks that no route has a request
     * method that should have no body. Reports each violation.
     */
    private boolean checkParameters(List<Parameter> parameters, List<RouteDeclaration> routes) {
        List<Parameter> readers = parameters.stream()
                .flatMap(Parameter::flat)
                .filter(parameter -> readerOf(parameter).isPresent())
                .toList();
        if (readers.isEmpty()) {
            return true;
        }
        Parameter first = readers.get(0);
        Optional<Parameter> other = readers.stream()
                .skip(1)
                .filter(it -> first instanceof Parameter.Body || !readerOf(it).equals(readerOf(first)))
                .findFirst();
        other.ifPresent(second -> scope.report(
                Message.TWO_BODIES,
                Place.of(second.element()),
                first.element().getSimpleName(),
                second.element().getSimpleName()));
        Optional<String> without = routes.stream()
                .map(RouteDeclaration::method)
                .filter(METHODS_WITHOUT_BODY::contains)
                .findFirst();
        without.ifPresent(method -> scope.report(
                Message.BODY_WITHOUT_MEANING,
                Place.of(first.element()),
                first.element().getSimpleName(),
                method));
        return other.isEmpty() && without.isEmpty();
    }

    /**
     * Whether the handler has at most one writer. If it has a writer, also checks that the result is not a second body,
     * and that the status allows a body. Reports each violation.
     */
    private boolean checkWriters(
            ExecutableElement method, List<Parameter> parameters, OptionalInt status, Optional<Result> result) {
        List<Parameter> writers = parameters.stream()
                .flatMap(Parameter::flat)
                .filter(Parameter.Writer.class::isInstance)
                .toList();
        if (writers.isEmpty()) {
            return true;
        }
        Place place = Place.of(writers.get(0).element());
        Object name = writers.get(0).element().getSimpleName();
        boolean areSeveral = writers.size() > 1;
        if (areSeveral) {
            Element second = writers.get(1).element();
            scope.report(Message.TWO_WRITERS, Place.of(second), name, second.getSimpleName());
        }
        boolean isResult = result.isPresent() && result.get().bodyType().isPresent();
        if (isResult) {
            String type = Place.describe(method.getReturnType());
            scope.report(Message.WRITER_AND_RESULT, place, name, Place.describe(method), type);
        }
        boolean isWithoutBody = status.isPresent() && STATUSES_WITHOUT_BODY.contains(status.getAsInt());
        if (isWithoutBody) {
            scope.report(Message.WRITER_WITHOUT_BODY, place, name, status.getAsInt());
        }
        return !areSeveral && !isResult && !isWithoutBody;
    }

    /**
     * Whether a handler can read a body that arrives while the handler runs. An {@code InputStream} requires a blocking
     * handler. A publisher requires a blocking handler or a response that may follow later. Reports each parameter that
     * the handler cannot read.
     */
    private boolean checkStream(
            ExecutableElement method, List<Parameter> parameters, boolean blocking, Optional<Result> result) {
        boolean waits = blocking || result.isEmpty() || result.get().comesLater();
        boolean isSound = true;
        for (Parameter parameter : parameters) {
            if (readsAs(parameter, BodyType.INPUT_STREAM) && !blocking) {
                reportStream(Message.BLOCKING_BODY, method, parameter);
                isSound = false;
            } else if (isPublisher(parameter) && !waits) {
                reportStream(Message.UNREAD_BODY, method, parameter);
                isSound = false;
            }
        }
        return isSound;
    }

    /**
     * Whether the parts of the body can be stored. A blocking handler can store large parts in files. Any other handler
     * keeps the parts in memory, so its limit for the body must be small. If its limit is too large, reports the first
     * part.
     */
    private boolean checkParts(ExecutableElement method, List<Parameter> parameters, Settings settings) {
        if (settings.blocking() || settings.maxBody().orElse(0) <= PARTS_IN_MEMORY) {
            return true;
        }
        Optional<Parameter> inMemory = parameters.stream()
                .flatMap(Parameter::flat)
                .filter(Parameter::isPart)
                .findFirst();
        inMemory.ifPresent(part -> scope.report(
                FormMessage.PARTS_IN_MEMORY,
                Place.of(part.element()),
                part.element().getSimpleName(),
                Place.describe(method),
                settings.maxBody().getAsInt(),
                PARTS_IN_MEMORY));
        return inMemory.isEmpty();
    }

    private static boolean isPublisher(Parameter parameter) {
        return readsAs(parameter, BodyType.PUBLISHER) || readsAs(parameter, BodyType.JSON_LINES);
    }

    private static boolean readsAs(Parameter parameter, BodyType type) {
        return parameter instanceof Parameter.Body body && body.bodyType() == type;
    }

    private void reportStream(Message message, ExecutableElement method, Parameter body) {
        scope.report(message, Place.of(body.element()), body.element().getSimpleName(), Place.describe(method));
    }

    private static Optional<String> readerOf(Parameter parameter) {
        if (parameter instanceof Parameter.Body) {
            return Optional.of("body");
        }
        if (parameter.isPart()) {
            return Optional.of("part");
        }
        return parameter instanceof Parameter.Text text && text.source() == Source.FORM
                ? Optional.of("form")
                : Optional.empty();
    }

    /** Whether the status allows the result as a response body. Reports the result if it does not. */
    public boolean checkResult(ExecutableElement method, OptionalInt status, Optional<Result> result) {
        boolean isRefused = status.isPresent()
                && STATUSES_WITHOUT_BODY.contains(status.getAsInt())
                && result.isPresent()
                && result.get().bodyType().isPresent();
        if (isRefused) {
            scope.report(
                    Message.RESULT_WITHOUT_BODY,
                    Place.of(method),
                    status.getAsInt(),
                    Place.describe(method),
                    Place.describe(method.getReturnType()));
        }
        return !isRefused;
    }
}
