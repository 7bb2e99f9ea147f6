package dev.interlock.processor.source;

import com.google.auto.common.MoreTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** Finds upper bounds of wildcards and type variables. */
public final class TypeBounds {
    private final Scope scope;

    public TypeBounds(Scope scope) {
        this.scope = scope;
    }

    /**
     * Returns the upper bound of a wildcard. If the element type of an array is a wildcard, replaces this wildcard with
     * its upper bound. Returns any other type unchanged.
     */
    public TypeMirror upper(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return isOfWildcards(array) ? scope.types().getArrayType(upper(array.getComponentType())) : type;
        }
        if (!(type instanceof WildcardType wildcard)) {
            return type;
        }
        TypeMirror bound = wildcard.getExtendsBound();
        return bound == null ? object() : bound;
    }

    private static boolean isOfWildcards(TypeMirror type) {
        return type instanceof ArrayType array ? isOfWildcards(array.getComponentType()) : type instanceof WildcardType;
    }

    /**
     * Returns the type with the bounds of its type parameters in its wildcards. For example, {@code Box<?>} may become
     * {@code Box<? extends Line>}.
     */
    public DeclaredType withBounds(DeclaredType type) {
        if (type.getTypeArguments().stream().noneMatch(WildcardType.class::isInstance)) {
            return type;
        }
        TypeElement element = MoreTypes.asTypeElement(type);
        List<TypeMirror> arguments = new ArrayList<>();
        for (int i = 0; i < type.getTypeArguments().size(); i++) {
            arguments.add(withBound(
                    type.getTypeArguments().get(i), element.getTypeParameters().get(i)));
        }
        TypeMirror[] array = arguments.toArray(TypeMirror[]::new);
        return type.getEnclosingType() instanceof DeclaredType outer
                        && !outer.getTypeArguments().isEmpty()
                ? scope.types().getDeclaredType(outer, element, array)
                : scope.types().getDeclaredType(element, array);
    }

    private TypeMirror withBound(TypeMirror argument, TypeParameterElement parameter) {
        TypeMirror bound = bound(parameter);
        // ECJ cannot compare all types that it creates for a processor, but it can compare erased types.
        boolean isCloser = argument instanceof WildcardType
                && bound instanceof DeclaredType declared
                && !MoreTypes.asTypeElement(declared).getQualifiedName().contentEquals("java.lang.Object")
                && scope.types()
                        .isSubtype(
                                scope.types().erasure(declared.asElement().asType()),
                                scope.types().erasure(upper(argument)));
        return isCloser ? scope.types().getWildcardType(bound, null) : argument;
    }

    /**
     * Returns the first bound of a type parameter. Replaces each type argument of the bound that contains a type
     * variable with a wildcard.
     */
    private TypeMirror bound(TypeParameterElement parameter) {
        TypeMirror bound = parameter.getBounds().get(0);
        if (bound instanceof TypeVariable variable) {
            return bound((TypeParameterElement) variable.asElement());
        }
        if (!(bound instanceof DeclaredType declared) || !hasVariable(declared)) {
            return bound;
        }
        TypeMirror[] arguments = declared.getTypeArguments().stream()
                .map(it -> hasVariable(it) ? scope.types().getWildcardType(null, null) : it)
                .toArray(TypeMirror[]::new);
        return scope.types().getDeclaredType(MoreTypes.asTypeElement(declared), arguments);
    }

    /** Whether a type is a type variable or contains one. */
    public static boolean hasVariable(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return hasVariable(array.getComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.of(wildcard.getExtendsBound(), wildcard.getSuperBound())
                    .filter(Objects::nonNull)
                    .anyMatch(TypeBounds::hasVariable);
        }
        return type.getKind() == TypeKind.TYPEVAR
                || (type instanceof DeclaredType declared
                        && declared.getTypeArguments().stream().anyMatch(TypeBounds::hasVariable));
    }

    private TypeMirror object() {
        return scope.elements().getTypeElement("java.lang.Object").asType();
    }
}
