package dev.interlock.processor.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Finds supertypes and overridden methods. */
public final class Supertypes {
    private Supertypes() {}

    /**
     * Returns a class or interface and all of its supertypes except {@code Object}, without duplicates. Superclasses
     * come before interfaces.
     */
    public static Set<TypeElement> of(Scope scope, TypeElement type) {
        return scope.known().supertypes(type, it -> {
            Set<TypeElement> all = new LinkedHashSet<>();
            add(scope, it.asType(), all);
            return all;
        });
    }

    private static void add(Scope scope, TypeMirror type, Set<TypeElement> all) {
        boolean isNew = Classes.of(type)
                .filter(it -> !it.getQualifiedName().contentEquals("java.lang.Object"))
                .filter(all::add)
                .isPresent();
        if (isNew) {
            scope.types().directSupertypes(type).forEach(parent -> add(scope, parent, all));
        }
    }

    /** Returns the methods of supertypes that a method of a type overrides or implements. */
    public static List<ExecutableElement> overridden(Scope scope, TypeElement type, ExecutableElement method) {
        List<ExecutableElement> overridden = new ArrayList<>();
        for (TypeElement above : of(scope, type)) {
            ElementFilter.methodsIn(above.getEnclosedElements()).stream()
                    .filter(it -> it.getSimpleName().equals(method.getSimpleName()))
                    .filter(it -> scope.elements().overrides(method, it, type))
                    .forEach(overridden::add);
        }
        return overridden;
    }

    /**
     * Returns the superclass of a type with its actual type arguments. Returns an empty list if there is no superclass
     * except {@code Object}.
     */
    public static List<DeclaredType> superclass(Scope scope, DeclaredType type) {
        return scope.types().directSupertypes(type).stream()
                .limit(1)
                .filter(parent -> parent instanceof DeclaredType declared
                        && declared.asElement().getKind().isClass()
                        && !Classes.nameOf(parent).equals("java.lang.Object"))
                .map(DeclaredType.class::cast)
                .toList();
    }
}
