package dev.interlock.processor.source;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Classes and interfaces behind types. */
public final class Classes {
    private Classes() {}

    /** The class or interface that a type is of; empty for primitives, arrays and type variables. */
    public static Optional<TypeElement> of(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                ? Optional.of((TypeElement) ((DeclaredType) type).asElement())
                : Optional.empty();
    }

    /** The qualified name of a class or interface; the text of any other type. */
    public static String nameOf(TypeMirror type) {
        return of(type).map(element -> element.getQualifiedName().toString())
                .orElseGet(() -> type.getKind().isPrimitive()
                        ? type.getKind().name().toLowerCase(Locale.ROOT)
                        : type.toString());
    }

    /** Whether instances of the class belong to one of the class around it. */
    public static boolean isInner(TypeElement type) {
        Element around = type.getEnclosingElement();
        Set<Modifier> modifiers = type.getModifiers();
        return around instanceof TypeElement
                && type.getKind() == ElementKind.CLASS
                && !modifiers.contains(Modifier.STATIC);
    }
}
