package dev.interlock.processor.read.parameter;

import dev.interlock.processor.check.handler.ExtensionRules;
import dev.interlock.processor.declaration.ProtoInterfaces;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.BodyType;
import dev.interlock.processor.model.Parameter.Shape;
import dev.interlock.processor.read.json.JsonReader;
import dev.interlock.processor.read.text.ValueReader;
import dev.interlock.processor.read.text.ValueReader.Wrapped;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.runtime.RuntimeNames;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Scope;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Decides how a handler receives the body of a request. */
final class BodyReader {
    private static final String PUBLISHER = "java.util.concurrent.Flow.Publisher";

    private final Scope scope;
    private final ValueReader values;
    private final JsonReader json;

    BodyReader(Scope scope, ValueReader values) {
        this.scope = scope;
        this.values = values;
        this.json = JsonReader.ofBodies(scope);
    }

    /** Reads a body parameter. If the body cannot be read as the type, reports the parameter and returns empty. */
    Optional<Parameter> read(Element element, TypeMirror type) {
        Wrapped wrapped = values.unwrap(element, type);
        boolean unwraps = wrapped.shape() == Shape.OPTIONAL || wrapped.shape() == Shape.NULLABLE;
        TypeMirror value = unwraps ? wrapped.type() : type;
        boolean isPublisher = scope.isSubtype(value, PUBLISHER);
        Optional<BodyType> whole = isPublisher ? Optional.of(BodyType.PUBLISHER) : whole(value);
        if (whole.isEmpty()) {
            return json(element, type, value, unwraps ? wrapped.shape() : Shape.REQUIRED);
        }
        if (!new ExtensionRules(scope).check(value, Place.of(element), element.getSimpleName())) {
            return Optional.empty();
        }
        if ((unwraps || Annotations.isNullable(element, type)) && !whole.get().mayBeAbsent()) {
            String absent = wrapped.shape() == Shape.OPTIONAL ? "Optional" : "@Nullable";
            scope.report(
                    Message.NEVER_ABSENT_BODY,
                    Place.of(element),
                    element.getSimpleName(),
                    absent,
                    Place.describe(value));
            return Optional.empty();
        }
        return isPublisher
                ? publisher(element, type)
                : whole.map(it -> new Parameter.Body(
                        element, type, value, it, unwraps ? wrapped.shape() : Shape.REQUIRED, Optional.empty()));
    }

    private Optional<Parameter> json(Element element, TypeMirror type, TypeMirror value, Shape shape) {
        if (!json.isJson(value)) {
            scope.report(
                    Message.UNSUPPORTED_BODY_TYPE, Place.of(element), element.getSimpleName(), Place.describe(type));
            return Optional.empty();
        }
        return json.read(value, Place.of(element), element.getSimpleName())
                .map(it -> new Parameter.Body(element, type, value, BodyType.JSON, shape, Optional.of(it)));
    }

    private Optional<Parameter> publisher(Element element, TypeMirror type) {
        Optional<? extends TypeMirror> published = ((DeclaredType) type)
                .getTypeArguments().stream()
                        .filter(argument -> Classes.nameOf(type).equals(PUBLISHER))
                        .findFirst();
        if (published.map(Classes::nameOf).equals(Optional.of(RuntimeNames.BYTE_BUF))) {
            return Optional.of(
                    new Parameter.Body(element, type, type, BodyType.PUBLISHER, Shape.REQUIRED, Optional.empty()));
        }
        if (published.isPresent() && whole(published.get()).isEmpty() && json.isJson(published.get())) {
            return json.read(published.get(), Place.of(element), element.getSimpleName())
                    .map(it -> new Parameter.Body(
                            element, type, type, BodyType.JSON_LINES, Shape.REQUIRED, Optional.of(it)));
        }
        scope.report(Message.UNSUPPORTED_BODY_STREAM, Place.of(element), element.getSimpleName(), Place.describe(type));
        return Optional.empty();
    }

    private Optional<BodyType> whole(TypeMirror type) {
        if (type instanceof ArrayType array && array.getComponentType().getKind() == TypeKind.BYTE) {
            return Optional.of(BodyType.BYTES);
        }
        return switch (Classes.nameOf(type)) {
            case "java.lang.String" -> Optional.of(BodyType.STRING);
            case "java.lang.CharSequence" -> Optional.of(BodyType.CHARACTERS);
            case "java.io.InputStream" -> Optional.of(BodyType.INPUT_STREAM);
            default -> Classes.nameOf(type).equals(RuntimeNames.SLICE) ? Optional.of(BodyType.SLICE) : message(type);
        };
    }

    private Optional<BodyType> message(TypeMirror type) {
        if (ProtoInterfaces.isView(type)) {
            return Optional.of(BodyType.VIEW);
        }
        if (!isMessage(type)) {
            return Optional.empty();
        }
        return Optional.of(scope.isSubtype(type, RuntimeNames.MESSAGE) ? BodyType.MESSAGE : BodyType.LITE_MESSAGE);
    }

    /** Whether a type is a generated message. Only generated messages have a static {@code parser()}. */
    private boolean isMessage(TypeMirror type) {
        return scope.isSubtype(type, RuntimeNames.MESSAGE_LITE)
                && Classes.of(type).stream()
                        .flatMap(element -> element.getEnclosedElements().stream())
                        .anyMatch(member -> member.getSimpleName().contentEquals("parser"));
    }
}
