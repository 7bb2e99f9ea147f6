package dev.interlock.processor.source;

import com.google.auto.common.MoreTypes;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.runtime.RuntimeNames;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads exception classes and their superclasses. */
public final class Exceptions {
    private Exceptions() {}

    /** Returns a class and all of its superclasses, the closest first. */
    public static Stream<TypeElement> withSuperclasses(TypeElement type) {
        return Stream.iterate(type, Objects::nonNull, it -> superclass(it).orElse(null));
    }

    private static Optional<TypeElement> superclass(TypeElement type) {
        TypeMirror parent = type.getSuperclass();
        return parent.getKind() == TypeKind.DECLARED ? Optional.of(MoreTypes.asTypeElement(parent)) : Optional.empty();
    }

    public static boolean isThrowable(TypeElement type) {
        return extendsClass(type, "java.lang.Throwable");
    }

    /** Whether a class is the named class or one of its subclasses. */
    public static boolean extendsClass(TypeElement type, String qualifiedName) {
        return withSuperclasses(type).anyMatch(it -> it.getQualifiedName().contentEquals(qualifiedName));
    }

    /**
     * Whether an exception class declares its own response. An error method takes precedence over this response if the
     * method is for this class or a subclass.
     */
    public static boolean declaresResponse(TypeElement type) {
        return Annotations.has(type, RuntimeAnnotations.PROBLEM_TYPE)
                || type.getQualifiedName().contentEquals(RuntimeNames.HTTP_EXCEPTION);
    }
}
