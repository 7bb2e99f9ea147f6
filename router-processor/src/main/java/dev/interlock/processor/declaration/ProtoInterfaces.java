package dev.interlock.processor.declaration;

import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** Recognizes protobuf views and writers. */
public final class ProtoInterfaces {
    private static final String VIEW = RuntimeAnnotations.PROTO_VIEW;
    private static final String WRITER = RuntimeAnnotations.PROTO_WRITER;

    private static final Set<String> PROMISES = Set.of(
            "java.util.Optional",
            "java.util.concurrent.Callable",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.Flow.Publisher",
            "java.util.concurrent.Future",
            "java.util.function.Supplier");

    private ProtoInterfaces() {}

    public static boolean isView(TypeMirror type) {
        return isMarked(type, VIEW);
    }

    /** Returns the interface of a type that is a writer; empty for any other type. */
    public static Optional<TypeElement> writer(TypeMirror type) {
        return Classes.of(type).filter(element -> Annotations.has(element, WRITER));
    }

    /**
     * Returns the first view or writer in a type. It can be the type itself, a type argument, an array element or a
     * bound. Empty if there is none.
     */
    public static Optional<TypeMirror> within(TypeMirror type) {
        return isMarked(type, VIEW) || isMarked(type, WRITER)
                ? Optional.of(type)
                : parts(type).flatMap(part -> within(part).stream()).findFirst();
    }

    /**
     * Returns the first view or writer that a type provides later, on demand or conditionally, such as a {@code
     * Future}, {@code Supplier} or {@code Optional}. Empty if there is none.
     */
    public static Optional<TypeMirror> promised(TypeMirror type) {
        boolean isPromise = PROMISES.contains(Classes.nameOf(type));
        return parts(type)
                .flatMap(part -> (isPromise ? within(part) : promised(part)).stream())
                .findFirst();
    }

    private static boolean isMarked(TypeMirror type, String annotation) {
        return Classes.of(type).stream().anyMatch(element -> Annotations.has(element, annotation));
    }

    private static Stream<? extends TypeMirror> parts(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return Stream.of(array.getComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.of(
                            Optional.ofNullable(wildcard.getExtendsBound()),
                            Optional.ofNullable(wildcard.getSuperBound()))
                    .flatMap(Optional::stream);
        }
        List<? extends TypeMirror> arguments =
                type instanceof DeclaredType declared ? declared.getTypeArguments() : List.of();
        return arguments.stream();
    }
}
