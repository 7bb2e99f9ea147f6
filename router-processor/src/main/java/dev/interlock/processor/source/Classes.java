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

/** Finds the classes and interfaces of types. */
public final class Classes {
    private Classes() {}

    /** Returns the class or interface of a type; empty for primitives, arrays and type variables. */
    public static Optional<TypeElement> of(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                ? Optional.of((TypeElement) ((DeclaredType) type).asElement())
                : Optional.empty();
    }

    /**
     * Returns the qualified name of a class or interface, the keyword of a primitive type, or the text of any other
     * type.
     */
    public static String nameOf(TypeMirror type) {
        return of(type).map(element -> element.getQualifiedName().toString())
                .orElseGet(() -> type.getKind().isPrimitive()
                        ? type.getKind().name().toLowerCase(Locale.ROOT)
                        : type.toString());
    }

    /** Whether each instance of the class requires an instance of the enclosing class. */
    public static boolean isInner(TypeElement type) {
        Element around = type.getEnclosingElement();
        Set<Modifier> modifiers = type.getModifiers();
        return around instanceof TypeElement
                && type.getKind() == ElementKind.CLASS
                && !modifiers.contains(Modifier.STATIC);
    }
}
