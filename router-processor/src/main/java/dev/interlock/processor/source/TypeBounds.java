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
     * Returns the upper bound of a wildcard. For an array of wildcards, returns an array of their upper bound. Returns
     * any other type unchanged.
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
     * Narrows the wildcards of a type. If the bound of a type parameter is narrower than a wildcard, replaces the
     * wildcard with this bound. For example, {@code Box<?>} may become {@code Box<? extends Line>}.
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
        // ECJ cannot compare all types that a processor creates, but it can compare erased types.
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
     * Returns the first bound of a type parameter. If a type argument of the bound contains a type variable, replaces
     * this argument with a wildcard.
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
