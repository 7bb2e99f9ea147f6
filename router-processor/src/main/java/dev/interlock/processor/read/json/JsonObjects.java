package dev.interlock.processor.read.json;

import com.google.auto.common.MoreTypes;
import dev.interlock.processor.model.JsonObject;
import dev.interlock.processor.model.JsonObject.Property;
import dev.interlock.processor.model.JsonObject.Subtype;
import dev.interlock.processor.model.JsonObject.Subtypes;
import dev.interlock.processor.source.Accessors;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Scope;
import dev.interlock.processor.source.Supertypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Determines the JSON shape of a type and of the objects within it. */
final class JsonObjects {
    private static final Set<String> ONE_LEVEL = Set.of("java.util.List", "java.util.Set", "java.util.Optional");

    private final Scope scope;
    /**
     * Objects by name. The map contains an object before its properties are known, because the type of a property may
     * be the object itself.
     */
    private final Map<String, JsonObject> objects = new LinkedHashMap<>();
    /**
     * Type of the first property whose elements avaje-jsonb reads without their type arguments; empty if there is none
     * so far.
     */
    private Optional<TypeMirror> lost = Optional.empty();

    JsonObjects(Scope scope) {
        this.scope = scope;
    }

    /** Returns the objects whose names occur in the shapes so far. */
    List<JsonObject> found() {
        return List.copyOf(objects.values());
    }

    /**
     * Returns the type of the first property whose elements avaje-jsonb reads without their type arguments; empty if
     * there is none so far.
     */
    Optional<TypeMirror> lost() {
        return lost;
    }

    /**
     * Returns the shape of a value that must not be null. Returns empty text if the type does not determine a shape.
     */
    String shape(TypeMirror type) {
        if (type instanceof ArrayType array) {
            boolean isBinary = array.getComponentType().getKind() == TypeKind.BYTE;
            return isBinary ? "'bytes in Base64'" : "[" + element(array.getComponentType()) + "]";
        }
        if (!(type instanceof DeclaredType declared)) {
            return "";
        }
        TypeElement element = MoreTypes.asTypeElement(declared);
        List<? extends TypeMirror> arguments = declared.getTypeArguments();
        return switch (Classes.nameOf(type)) {
            case "java.util.List", "java.util.Set", "java.util.Collection" -> "[" + element(arguments) + "]";
            case "java.util.Map" -> "{" + (arguments.size() == 2 ? element(arguments.get(1)) : "?") + "}";
            case "java.util.Optional" -> arguments.isEmpty() ? "" : shape(arguments.get(0));
            default -> element.getKind() == ElementKind.ENUM ? oneOf(element) : object(declared, element);
        };
    }

    private String element(List<? extends TypeMirror> arguments) {
        return arguments.isEmpty() ? "?" : element(arguments.get(0));
    }

    private String element(TypeMirror type) {
        return shape(type) + (mayBeAbsent(type) || Annotations.isNullable(type) ? "?" : "");
    }

    private static boolean mayBeAbsent(TypeMirror type) {
        return type.getKind() == TypeKind.WILDCARD || Classes.nameOf(type).startsWith("java.util.Optional");
    }

    private static String oneOf(TypeElement type) {
        return type.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .map(constant -> constant.getSimpleName().toString())
                .collect(Collectors.joining(", ", "'one of ", "'"));
    }

    private String object(DeclaredType type, TypeElement element) {
        List<JsonSubtype> subtypes = JsonSubtype.of(element);
        if (!isKnown(type, element, subtypes)) {
            return subtypes.isEmpty()
                    ? JsonExpectations.of(Classes.nameOf(type))
                    : "'" + expected(element, subtypes) + "'";
        }
        String name = name(type);
        if (!objects.containsKey(name)) {
            objects.put(name, new JsonObject(name, type, false, false, List.of(), Optional.empty()));
            objects.put(name, object(name, type, element, subtypes));
        }
        return name;
    }

    private JsonObject object(String name, DeclaredType type, TypeElement element, List<JsonSubtype> subtypes) {
        boolean isPlain = element.getKind() == ElementKind.RECORD
                && !ignoresCase(element)
                && creator(element).isEmpty();
        List<Property> properties = subtypes.isEmpty() ? properties(type, element) : List.of();
        Optional<Subtypes> all = subtypes.isEmpty() ? Optional.empty() : Optional.of(subtypes(element, subtypes));
        return new JsonObject(name, type, ignoresCase(element), !isPlain, properties, all);
    }

    private List<Property> properties(DeclaredType type, TypeElement element) {
        String convention = JsonNaming.convention(element);
        return creator(element)
                .map(creator -> parameters(type, element, creator, convention))
                .orElseGet(() -> members(type, element, convention));
    }

    private static String expected(TypeElement element, List<JsonSubtype> subtypes) {
        String names = subtypes.stream().map(JsonSubtype::name).collect(Collectors.joining(", "));
        return "an object whose %s is one of %s".formatted(JsonSubtype.property(element), names);
    }

    /**
     * Returns the subtypes of a type with their properties. The adapter of the type reads the properties of all
     * subtypes by the naming convention of the type itself.
     */
    private Subtypes subtypes(TypeElement element, List<JsonSubtype> subtypes) {
        String convention = JsonNaming.convention(element);
        List<Subtype> all = new ArrayList<>();
        for (JsonSubtype subtype : subtypes) {
            DeclaredType type = MoreTypes.asDeclared(subtype.type().asType());
            all.add(new Subtype(subtype.name(), members(type, subtype.type(), convention)));
        }
        return new Subtypes(JsonSubtype.property(element), expected(element, subtypes), all);
    }

    /** Whether the processor can determine the properties of a type and generated code can access the type. */
    private boolean isKnown(DeclaredType type, TypeElement element, List<JsonSubtype> subtypes) {
        boolean isClass = element.getKind() == ElementKind.CLASS
                && !element.getModifiers().contains(Modifier.ABSTRACT)
                && JsonAdapters.exist(scope, element);
        return (isClass || element.getKind() == ElementKind.RECORD || !subtypes.isEmpty())
                && element.getTypeParameters().size() == type.getTypeArguments().size()
                && scope.canAccess(type);
    }

    private static boolean ignoresCase(TypeElement element) {
        return Annotations.named(element, JsonAdapters.JSON)
                .filter(json -> Annotations.flag(json, "caseInsensitiveKeys"))
                .isPresent();
    }

    /**
     * Returns the constructor or method with {@code @Json.Creator}; empty if there is none. Its parameters are the
     * properties of the type.
     */
    private static Optional<ExecutableElement> creator(TypeElement element) {
        return element.getEnclosedElements().stream()
                .filter(member -> Annotations.named(member, JsonAdapters.JSON + ".Creator")
                        .isPresent())
                .map(ExecutableElement.class::cast)
                .findFirst();
    }

    /** Returns the qualified name of a type with its type arguments. They determine which values may be null. */
    private static String name(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return argumentName(array.getComponentType()) + "[]";
        }
        String arguments = type instanceof DeclaredType declared
                ? declared.getTypeArguments().stream()
                        .map(JsonObjects::argumentName)
                        .collect(Collectors.joining(", "))
                : "";
        return Classes.nameOf(type) + (arguments.isEmpty() ? "" : "<" + arguments + ">");
    }

    private static String argumentName(TypeMirror argument) {
        return name(argument) + (Annotations.isNullable(argument) ? "?" : "");
    }

    /** Returns the properties of a type: the components of a record, or the fields of a class. */
    private List<Property> members(DeclaredType type, TypeElement element, String convention) {
        return element.getKind() == ElementKind.RECORD
                ? components(type, element, convention)
                : List.copyOf(fields(type, element, convention).values());
    }

    private List<Property> components(DeclaredType type, TypeElement element, String convention) {
        List<Property> properties = new ArrayList<>();
        for (RecordComponentElement component : element.getRecordComponents()) {
            JsonComponent annotations = JsonComponent.of(element, component);
            if (!annotations.isUnmapped()) {
                properties.add(component(type, component, annotations, convention));
            }
        }
        return properties;
    }

    private Property component(
            DeclaredType record, RecordComponentElement component, JsonComponent annotations, String convention) {
        ExecutableType accessor = (ExecutableType) scope.types().asMemberOf(record, Accessors.of(component));
        TypeMirror type = accessor.getReturnType();
        boolean isNullable = Annotations.isNullable(component, type)
                || Annotations.isNullable(Accessors.of(component), component.asType());
        boolean isOptional = isNullable || mayBeAbsent(type) || annotations.isIgnored();
        return property(annotations.propertyName(component, convention), type, annotations, isOptional);
    }

    private Property property(String name, TypeMirror type, JsonComponent annotations, boolean isOptional) {
        String shape = annotations.isCustom() ? "" : shape(type);
        if (!annotations.isCustom() && losesArguments(type)) {
            lost = lost.or(() -> Optional.of(type));
        }
        return new Property(
                name, annotations.aliases(), isOptional ? shape + "?" : shape, !isOptional, annotations.isSecret());
    }

    /**
     * Whether avaje-jsonb reads the elements of a type with a raw adapter. For example, it reads the elements of a list
     * of maps with the raw adapter of {@code Map}.
     */
    private static boolean losesArguments(TypeMirror type) {
        return ONE_LEVEL.contains(Classes.nameOf(type))
                && MoreTypes.asDeclared(type).getTypeArguments().stream()
                        .anyMatch(it -> it instanceof DeclaredType inner
                                && !inner.getTypeArguments().isEmpty());
    }

    /**
     * Returns the properties for the fields of a class and its superclasses, by name. A request may omit any of these
     * properties.
     */
    private Map<String, Property> fields(DeclaredType type, TypeElement element, String convention) {
        Map<String, Property> fields = new LinkedHashMap<>();
        for (DeclaredType parent : Supertypes.superclass(scope, type)) {
            fields.putAll(fields(parent, MoreTypes.asTypeElement(parent), convention));
        }
        for (VariableElement field : ElementFilter.fieldsIn(element.getEnclosedElements())) {
            JsonComponent annotations = new JsonComponent(List.of(field));
            boolean isProperty = !field.getModifiers().contains(Modifier.STATIC)
                    && !annotations.isUnmapped()
                    && !annotations.isIgnored();
            if (isProperty) {
                String name = annotations.propertyName(field, convention);
                TypeMirror fieldType = scope.types().asMemberOf(type, field);
                fields.put(name, property(name, fieldType, annotations, true));
            }
        }
        return fields;
    }

    /**
     * Returns the properties for the parameters of a creator. A property is required only if the creator belongs to a
     * record and the value must not be null.
     */
    private List<Property> parameters(
            DeclaredType type, TypeElement element, ExecutableElement creator, String convention) {
        List<Property> properties = new ArrayList<>();
        for (VariableElement parameter : creator.getParameters()) {
            TypeMirror declared = parameter.asType();
            boolean isOpen = declared.getKind() == TypeKind.TYPEVAR
                    && type.getTypeArguments().stream().anyMatch(it -> mayBeAbsent(it) || Annotations.isNullable(it));
            boolean isOptional = element.getKind() != ElementKind.RECORD
                    || isOpen
                    || mayBeAbsent(declared)
                    || Annotations.isNullable(parameter, declared);
            JsonComponent annotations = new JsonComponent(List.of(parameter));
            properties.add(property(
                    JsonNaming.name(parameter.getSimpleName().toString(), convention),
                    declared,
                    annotations,
                    isOptional));
        }
        return properties;
    }
}
