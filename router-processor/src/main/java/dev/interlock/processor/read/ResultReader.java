package dev.interlock.processor.read;

import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.Result;
import dev.interlock.processor.model.Result.Presence;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Decides how what a handler returns becomes a body. */
final class ResultReader {
    private final Scope scope;

    ResultReader(Scope scope) {
        this.scope = scope;
    }

    /** The result of a handler; empty, and reported, if no codec writes it. */
    Optional<Result> read(ExecutableElement method, TypeMirror returned) {
        if (returned.getKind() == TypeKind.VOID) {
            return Optional.of(new Result(returned, Optional.empty(), Presence.ALWAYS));
        }
        Presence presence = presence(method, returned);
        TypeMirror type = presence == Presence.OPTIONAL
                ? ((DeclaredType) returned).getTypeArguments().get(0)
                : returned;
        Optional<Codec> codec = codec(type);
        if (codec.isEmpty()) {
            scope.report(
                    Message.UNSUPPORTED_RESULT_TYPE,
                    Place.of(method),
                    Place.describe(method),
                    Place.describe(returned));
            return Optional.empty();
        }
        if (!scope.canAccess(type)) {
            scope.report(
                    Message.INACCESSIBLE_RESULT_TYPE,
                    Place.of(method),
                    Place.describe(method),
                    Place.describe(type),
                    scope.homeName());
            return Optional.empty();
        }
        return Optional.of(new Result(type, codec, presence));
    }

    private static Presence presence(ExecutableElement method, TypeMirror returned) {
        if (Scope.nameOf(returned).equals("java.util.Optional")
                && !((DeclaredType) returned).getTypeArguments().isEmpty()) {
            return Presence.OPTIONAL;
        }
        boolean canBeNull =
                Annotations.isNullable(method, returned) && !returned.getKind().isPrimitive();
        return canBeNull ? Presence.NULLABLE : Presence.ALWAYS;
    }

    private Optional<Codec> codec(TypeMirror type) {
        if (scope.isSubtype(type, RuntimeNames.MESSAGE_LITE)) {
            return Optional.of(Codec.PROTOBUF);
        }
        if (isBytes(type)) {
            return Optional.of(Codec.BYTES);
        }
        boolean isText = ConversionReader.KNOWN.containsKey(Scope.nameOf(type))
                || scope.isSubtype(type, "java.lang.CharSequence")
                || Scope.classOf(type).stream().anyMatch(element -> element.getKind() == ElementKind.ENUM);
        return isText ? Optional.of(Codec.TEXT) : Optional.empty();
    }

    /** Whether a type is {@code byte[]} or {@code Slice}. */
    static boolean isBytes(TypeMirror type) {
        return Scope.nameOf(type).equals(RuntimeNames.SLICE)
                || (type instanceof ArrayType array && array.getComponentType().getKind() == TypeKind.BYTE);
    }
}
