package dev.interlock.processor.read.json;

import com.google.auto.common.MoreTypes;
import dev.interlock.processor.source.Accessors;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Scope;
import dev.interlock.processor.source.Supertypes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/**
 * Finds types that Jackson cannot create from JSON. These are abstract types for which no annotation or factory
 * determines the class of the object.
 */
final class JacksonTypes {
    private static final String ANNOTATION = "com.fasterxml.jackson.annotation.";
    private static final String DESERIALIZE = "com.fasterxml.jackson.databind.annotation.JsonDeserialize";
    private static final String INSIDE = ANNOTATION + "JacksonAnnotationsInside";
    private static final Set<String> WHAT_IS_MADE = Set.of(ANNOTATION + "JsonTypeInfo", DESERIALIZE);
    /** Prefixes of the names of types for which Jackson or its modules know an implementation. */
    private static final List<String> KNOWN = List.of("java.", "javax.", "com.fasterxml.jackson.");

    private final Scope scope;
    private final Set<TypeElement> seen = new HashSet<>();

    private JacksonTypes(Scope scope) {
        this.scope = scope;
    }

    /**
     * Returns the first type that Jackson cannot create. It can be the type itself or a type within it. Empty if there
     * is none.
     */
    static Optional<TypeMirror> abstractIn(Scope scope, TypeMirror type) {
        return new JacksonTypes(scope).find(type);
    }

    private Optional<TypeMirror> find(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return find(array.getComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return Optional.ofNullable(wildcard.getExtendsBound()).flatMap(this::find);
        }
        return type instanceof DeclaredType declared ? find(declared) : Optional.empty();
    }

    private Optional<TypeMirror> find(DeclaredType type) {
        TypeElement element = MoreTypes.asTypeElement(type);
        if (isSaid(element)) {
            return Optional.empty();
        }
        if (isAbstract(element) && !isKnown(type)) {
            return Optional.of(type);
        }
        Stream<TypeMirror> components =
                element.getKind() == ElementKind.RECORD && seen.add(element) ? components(type, element) : Stream.of();
        return Stream.concat(type.getTypeArguments().stream(), components)
                .flatMap(within -> find(within).stream())
                .findFirst();
    }

    private static boolean isAbstract(TypeElement type) {
        boolean isEnum = type.getKind() == ElementKind.ENUM;
        return type.getModifiers().contains(Modifier.ABSTRACT) && !isEnum;
    }

    private boolean isKnown(DeclaredType type) {
        String name = Classes.nameOf(type);
        return KNOWN.stream().anyMatch(name::startsWith)
                || scope.isSubtype(type, "java.lang.Iterable")
                || scope.isSubtype(type, "java.util.Map");
    }

    /** Whether an annotation, or a factory that Jackson finds, determines the class of the object. */
    private boolean isSaid(TypeElement type) {
        return Supertypes.of(scope, type).stream().anyMatch(it -> isAnnotated(it, WHAT_IS_MADE))
                || type.getEnclosedElements().stream().anyMatch(JacksonTypes::isCreator);
    }

    private static boolean isAnnotated(Element element, Set<String> names) {
        return element.getAnnotationMirrors().stream()
                .anyMatch(annotation -> names.contains(Annotations.qualifiedName(annotation))
                        || Annotations.named(annotation.getAnnotationType().asElement(), INSIDE)
                                .isPresent());
    }

    private static boolean isCreator(Element member) {
        return Annotations.named(member, ANNOTATION + "JsonCreator").isPresent()
                || (member instanceof ExecutableElement method
                        && member.getModifiers().contains(Modifier.STATIC)
                        && method.getParameters().size() == 1
                        && Set.of("valueOf", "fromString")
                                .contains(method.getSimpleName().toString()));
    }

    private Stream<TypeMirror> components(DeclaredType type, TypeElement element) {
        PropertyNames names = PropertyNames.ofJackson(scope, element);
        return element.getRecordComponents().stream()
                .filter(component -> !isSaid(element, component))
                .filter(component -> names.of(component).value().isPresent())
                .map(component -> scope.types().asMemberOf(type, Accessors.of(component)))
                .map(accessor -> ((ExecutableType) accessor).getReturnType());
    }

    private static boolean isSaid(TypeElement record, RecordComponentElement component) {
        return JsonComponent.withParameters(record, component).anyMatch(carrier -> isAnnotated(carrier, WHAT_IS_MADE));
    }
}
