package dev.interlock.processor.read;

import dev.interlock.processor.model.Parameter.BodyType;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Decides how the body of a request becomes a parameter. */
final class BodyReader {
    private static final String PUBLISHER = "java.util.concurrent.Flow.Publisher";

    private final Scope scope;

    BodyReader(Scope scope) {
        this.scope = scope;
    }

    /** What the body is read as; empty, and reported, if it cannot be. */
    Optional<BodyType> read(Element element, TypeMirror type) {
        if (scope.isSubtype(type, PUBLISHER)) {
            return publisher(element, type);
        }
        Optional<BodyType> bodyType = whole(type);
        if (bodyType.isEmpty()) {
            scope.report(
                    Message.UNSUPPORTED_BODY_TYPE, Place.of(element), element.getSimpleName(), Place.describe(type));
        }
        return bodyType;
    }

    private Optional<BodyType> publisher(Element element, TypeMirror type) {
        boolean publishesBuffers = ((DeclaredType) type)
                .getTypeArguments().stream()
                        .anyMatch(argument -> Scope.nameOf(argument).equals(RuntimeNames.BYTE_BUF));
        if (Scope.nameOf(type).equals(PUBLISHER) && publishesBuffers) {
            return Optional.of(BodyType.PUBLISHER);
        }
        scope.report(Message.UNSUPPORTED_BODY_STREAM, Place.of(element), element.getSimpleName(), Place.describe(type));
        return Optional.empty();
    }

    private Optional<BodyType> whole(TypeMirror type) {
        if (type instanceof ArrayType array && array.getComponentType().getKind() == TypeKind.BYTE) {
            return Optional.of(BodyType.BYTES);
        }
        return switch (Scope.nameOf(type)) {
            case "java.lang.String" -> Optional.of(BodyType.STRING);
            case "java.lang.CharSequence" -> Optional.of(BodyType.CHARACTERS);
            case "java.io.InputStream" -> Optional.of(BodyType.INPUT_STREAM);
            case RuntimeNames.SLICE -> Optional.of(BodyType.SLICE);
            default -> message(type);
        };
    }

    private Optional<BodyType> message(TypeMirror type) {
        if (ProtoInterfaces.isView(type)) {
            return Optional.of(BodyType.VIEW);
        }
        return isMessage(type) ? Optional.of(BodyType.MESSAGE) : Optional.empty();
    }

    /** Whether a type is a generated message, which has a static {@code parser()}. */
    private boolean isMessage(TypeMirror type) {
        return scope.isSubtype(type, RuntimeNames.MESSAGE_LITE)
                && Scope.classOf(type).stream()
                        .flatMap(element -> element.getEnclosedElements().stream())
                        .anyMatch(member -> member.getSimpleName().contentEquals("parser"));
    }
}
