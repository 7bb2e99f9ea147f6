package dev.interlock.processor.digest;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/** Describes how routers read a field with constraints. */
final class FieldAccess {
    /**
     * Names of Lombok annotations that make fields private. Only the class file has the modifier {@code private}; the
     * source has the annotation instead.
     */
    private static final Set<String> HIDING = Set.of("lombok.Value", "lombok.experimental.FieldDefaults");

    private FieldAccess() {}

    /** Whether a field is private in the class file. */
    static boolean isPrivate(VariableElement field) {
        Set<Modifier> modifiers = field.getModifiers();
        boolean isOpen = modifiers.stream()
                .noneMatch(it -> it == Modifier.PUBLIC || it == Modifier.PROTECTED || it == Modifier.STATIC);
        return modifiers.contains(Modifier.PRIVATE)
                || (isOpen && isHidden(Objects.requireNonNull(field.getEnclosingElement())));
    }

    private static boolean isHidden(Element type) {
        return type.getAnnotationMirrors().stream()
                .filter(mirror -> HIDING.contains(AnnotationNames.of(mirror)))
                .anyMatch(mirror -> AnnotationNames.of(mirror).equals("lombok.Value")
                        || mirror.getElementValues().values().stream()
                                .anyMatch(value -> value.getValue() instanceof VariableElement level
                                        && level.getSimpleName().contentEquals("PRIVATE")));
    }

    /** Returns the names of the methods by which routers may read a field. */
    static Set<String> accessors(VariableElement field) {
        String name = field.getSimpleName().toString();
        String suffix = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return Set.of(name, "get" + suffix, "is" + suffix);
    }
}
