package dev.interlock.processor.write;

import dev.interlock.processor.model.Checks;
import dev.interlock.processor.model.ValueKind;
import java.util.EnumSet;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Distinguishes values without members from values that have members. Only members can be missing in JSON. */
final class LeafTypes {
    private static final Set<ValueKind> CONTAINERS =
            EnumSet.of(ValueKind.ARRAY, ValueKind.COLLECTION, ValueKind.MAP, ValueKind.OPTIONAL);

    private LeafTypes() {}

    /** Whether a value has no members. */
    static boolean isLeaf(Checks value) {
        return value.kind() == ValueKind.OTHER ? isLeaf(value.type()) : !CONTAINERS.contains(value.kind());
    }

    /**
     * Whether the type is primitive, an enum, or a class of the JDK without type parameters, such as {@code UUID}.
     * False for {@code Object}, because a value of this type may have members.
     */
    private static boolean isLeaf(TypeMirror type) {
        if (!(type instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement element)) {
            return type.getKind().isPrimitive();
        }
        String name = element.getQualifiedName().toString();
        return element.getKind() == ElementKind.ENUM
                || (name.startsWith("java.")
                        && !name.equals("java.lang.Object")
                        && element.getKind() == ElementKind.CLASS
                        && element.getTypeParameters().isEmpty());
    }
}
