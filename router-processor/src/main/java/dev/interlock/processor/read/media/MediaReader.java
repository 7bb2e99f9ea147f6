package dev.interlock.processor.read.media;

import dev.interlock.processor.check.handler.BodyRules;
import dev.interlock.processor.declaration.HandlerMethod;
import dev.interlock.processor.declaration.RouteDeclaration;
import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.Source;
import dev.interlock.processor.model.Representations;
import dev.interlock.processor.model.Result;
import dev.interlock.processor.report.MediaMessage;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * Reads the media types of the bodies that handlers read and write. The closest annotation names the media types.
 * Without an annotation, the Java type of the body determines them.
 */
public final class MediaReader {
    private final Scope scope;
    private final TypeElement application;

    public MediaReader(Scope scope, TypeElement application) {
        this.scope = scope;
        this.application = application;
    }

    /**
     * Returns the media types that a handler reads.
     *
     * @param parameters parameters of the handler, with the components of a record in place of the record
     */
    public Outcome<Representations> consumed(
            Instance controller, HandlerMethod handler, List<Parameter> parameters, List<RouteDeclaration> routes) {
        ExecutableElement method = handler.declared();
        Optional<Parameter> body = parameters.stream()
                .filter(parameter -> !codecs(parameter).isEmpty())
                .findFirst();
        Predicate<String> isWithoutBody = BodyRules.METHODS_WITHOUT_BODY::contains;
        boolean readsItself = parameters.stream().anyMatch(Parameter.Request.class::isInstance)
                && routes.stream().map(RouteDeclaration::method).anyMatch(isWithoutBody.negate());
        Optional<Named> annotation = nearest(controller, handler, RuntimeAnnotations.CONSUMES);
        if (body.isEmpty() && !readsItself) {
            return idle(MediaMessage.CONSUMES_WITHOUT_BODY, method, annotation);
        }
        if (body.isEmpty() && !annotation.map(it -> it.isOf(method)).orElse(false)) {
            return Outcome.sound(Representations.NONE);
        }
        List<Codec> codecs = body.map(MediaReader::codecs).orElse(List.of(Codec.BYTES));
        if (annotation.isEmpty()) {
            return Outcome.sound(Representations.read(codecs.get(0)));
        }
        String what = body.map(MediaReader::describe).orElse("the body");
        return annotation.get().reader(scope, method, true).read(codecs, MediaMessage.UNREADABLE_MEDIA_TYPE, what);
    }

    /**
     * Returns the media types that a handler writes.
     *
     * @param parameters parameters of the handler, with the components of a record in place of the record
     */
    public Outcome<Representations> produced(
            Instance controller, HandlerMethod handler, List<Parameter> parameters, Result result) {
        ExecutableElement method = handler.declared();
        List<Codec> codecs = parameters.stream().anyMatch(Parameter.Writer.class::isInstance)
                ? List.of(Codec.PROTOBUF)
                : result.bodyType().map(Result.BodyType::codecs).orElse(List.of());
        boolean answersItself = parameters.stream().anyMatch(Parameter.Response.class::isInstance);
        Optional<Named> annotation = nearest(controller, handler, RuntimeAnnotations.PRODUCES);
        if (codecs.isEmpty() && !answersItself) {
            return idle(MediaMessage.PRODUCES_WITHOUT_RESULT, method, annotation);
        }
        if (codecs.isEmpty() && !annotation.map(it -> it.isOf(method)).orElse(false)) {
            return Outcome.sound(Representations.NONE);
        }
        if (annotation.isEmpty()) {
            return Outcome.sound(Representations.written(codecs));
        }
        String what = Place.describe(method.getReturnType());
        return annotation
                .get()
                .reader(scope, method, answersItself)
                .read(codecs.isEmpty() ? List.of(Codec.BYTES) : codecs, MediaMessage.UNWRITABLE_MEDIA_TYPE, what);
    }

    /**
     * Whether {@code @Consumes} and {@code @Produces} on a class are well formed, without regard to the handlers of the
     * class. Reports mistakes.
     */
    public boolean checkTexts(TypeElement type) {
        Steps steps = new Steps();
        for (String name : List.of(RuntimeAnnotations.CONSUMES, RuntimeAnnotations.PRODUCES)) {
            Annotations.find(type, name)
                    .ifPresent(annotation -> steps.take(MediaTypesReader.checkTexts(scope, type, annotation)));
        }
        return steps.areSound();
    }

    /**
     * Returns no media types for a handler without a body. Reports an annotation on the handler itself. An annotation
     * on a class is no mistake, because it may be meant for other handlers.
     */
    private Outcome<Representations> idle(MediaMessage message, ExecutableElement method, Optional<Named> annotation) {
        Optional<Named> own = annotation.filter(it -> it.isOf(method));
        own.ifPresent(it -> scope.report(message, Place.of(method, it.annotation()), Place.describe(method)));
        return new Outcome<>(Representations.NONE, own.isEmpty());
    }

    private static List<Codec> codecs(Parameter parameter) {
        if (parameter instanceof Parameter.Body body) {
            return body.bodyType().codecs();
        }
        Optional<Source> source =
                parameter instanceof Parameter.Text text ? Optional.of(text.source()) : Optional.empty();
        if (parameter instanceof Parameter.File || source.equals(Optional.of(Source.PART))) {
            return List.of(Codec.MULTIPART);
        }
        return source.equals(Optional.of(Source.FORM)) ? List.of(Codec.FORM) : List.of();
    }

    private static String describe(Parameter parameter) {
        return parameter instanceof Parameter.Body body ? Place.describe(body.type()) : "a form";
    }

    private Optional<Named> nearest(Instance controller, HandlerMethod handler, String name) {
        return Stream.of(Stream.of(handler.declared()), handler.classes(), Stream.of(controller.type(), application))
                .flatMap(it -> it)
                .flatMap(element -> Annotations.find(element, name).map(it -> new Named(element, it)).stream())
                .findFirst();
    }

    /** An annotation that names media types, and the element that carries it. */
    private record Named(Element element, AnnotationMirror annotation) {
        /**
         * Whether the handler itself carries the annotation. If a handler reads the request or writes the response
         * itself, an annotation on a class has no effect on it.
         */
        boolean isOf(ExecutableElement method) {
            return element.equals(method);
        }

        MediaTypesReader reader(Scope scope, ExecutableElement method, boolean ranges) {
            return new MediaTypesReader(scope, element, annotation, method, ranges);
        }
    }
}
