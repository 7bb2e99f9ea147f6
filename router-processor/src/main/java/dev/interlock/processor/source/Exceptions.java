package dev.interlock.processor.source;

import com.google.auto.common.MoreTypes;
import dev.interlock.processor.runtime.RuntimeNames;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The classes of exceptions, and which are above which. */
public final class Exceptions {
    private Exceptions() {}

    /** A class and all above it, the closest first. */
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

    /** Whether a class is the named one or below it. */
    public static boolean extendsClass(TypeElement type, String qualifiedName) {
        return withSuperclasses(type).anyMatch(it -> it.getQualifiedName().contentEquals(qualifiedName));
    }

    /** Whether what is thrown of a class is answered as the class itself says, unless there is a closer method. */
    public static boolean saysItsAnswer(TypeElement type) {
        return Annotations.has(type, "ProblemType")
                || type.getQualifiedName().contentEquals(RuntimeNames.HTTP_EXCEPTION);
    }
}
