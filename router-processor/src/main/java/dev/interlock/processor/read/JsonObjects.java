package dev.interlock.processor.read;

import com.google.auto.common.MoreTypes;
import dev.interlock.processor.model.JsonObject;
import dev.interlock.processor.model.JsonObject.Property;
import dev.interlock.processor.model.JsonObject.Subtype;
import dev.interlock.processor.model.JsonObject.Subtypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Determines the JSON of a type, and of the records that it contains. */
final class JsonObjects {
    private final Scope scope;
    /** By name; a record is in here before its properties are known, which may hold it again. */
    private final Map<String, JsonObject> objects = new LinkedHashMap<>();

    JsonObjects(Scope scope) {
        this.scope = scope;
    }

    /** The records that shapes have named so far. */
    List<JsonObject> found() {
        return List.copyOf(objects.values());
    }

    /** Shape of a value that must not be null. */
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
        return switch (Scope.nameOf(type)) {
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
        return type.getKind() == TypeKind.WILDCARD || Scope.nameOf(type).startsWith("java.util.Optional");
    }

    private static String oneOf(TypeElement type) {
        return type.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .map(constant -> constant.getSimpleName().toString())
                .collect(Collectors.joining(", ", "'one of ", "'"));
    }

    private String object(DeclaredType type, TypeElement element) {
        List<JsonSubtype> subtypes = JsonSubtype.of(element);
        if (subtypes.isEmpty() ? !isKnown(type, element) : !isNameable(type, element)) {
            return subtypes.isEmpty()
                    ? JsonExpectations.of(Scope.nameOf(type))
                    : "'" + expected(element, subtypes) + "'";
        }
        String name = name(type);
        if (!objects.containsKey(name)) {
            objects.put(name, new JsonObject(name, type, List.of(), Optional.empty()));
            objects.put(
                    name,
                    subtypes.isEmpty()
                            ? new JsonObject(name, type, properties(type, element), Optional.empty())
                            : new JsonObject(name, type, List.of(), Optional.of(subtypes(element, subtypes))));
        }
        return name;
    }

    private static String expected(TypeElement element, List<JsonSubtype> subtypes) {
        String names = subtypes.stream().map(JsonSubtype::name).collect(Collectors.joining(", "));
        return "an object whose %s is one of %s".formatted(JsonSubtype.property(element), names);
    }

    /** The adapter of a type reads the members of all subtypes, by its own convention of names. */
    private Subtypes subtypes(TypeElement element, List<JsonSubtype> subtypes) {
        String convention = JsonNaming.convention(element);
        List<Subtype> all = new ArrayList<>();
        for (JsonSubtype subtype : subtypes) {
            DeclaredType type = MoreTypes.asDeclared(subtype.type().asType());
            boolean isRecord = subtype.type().getKind() == ElementKind.RECORD;
            all.add(new Subtype(
                    subtype.name(), isRecord ? properties(type, subtype.type(), convention) : List.of()));
        }
        return new Subtypes(JsonSubtype.property(element), expected(element, subtypes), all);
    }

    private boolean isNameable(DeclaredType type, TypeElement element) {
        return element.getTypeParameters().size() == type.getTypeArguments().size()
                && scope.canAccess(type)
                && !isLoose(element);
    }

    private static boolean isLoose(TypeElement element) {
        return Annotations.named(element, JsonAdapters.JSON)
                .filter(json -> Annotations.flag(json, "caseInsensitiveKeys"))
                .isPresent();
    }

    /** Whether its properties are its components, as far as can be seen. */
    private boolean isKnown(DeclaredType type, TypeElement element) {
        boolean isMadeOtherwise = element.getEnclosedElements().stream()
                .anyMatch(member -> Annotations.named(member, JsonAdapters.JSON + ".Creator")
                        .isPresent());
        return element.getKind() == ElementKind.RECORD
                && isNameable(type, element)
                && !isMadeOtherwise;
    }

    /** Qualified name with the type arguments, which determine the values that may be null. */
    private static String name(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return argumentName(array.getComponentType()) + "[]";
        }
        String arguments = type instanceof DeclaredType declared
                ? declared.getTypeArguments().stream()
                        .map(JsonObjects::argumentName)
                        .collect(Collectors.joining(", "))
                : "";
        return Scope.nameOf(type) + (arguments.isEmpty() ? "" : "<" + arguments + ">");
    }

    private static String argumentName(TypeMirror argument) {
        return name(argument) + (Annotations.isNullable(argument) ? "?" : "");
    }

    private List<Property> properties(DeclaredType type, TypeElement element) {
        return properties(type, element, JsonNaming.convention(element));
    }

    private List<Property> properties(DeclaredType type, TypeElement element, String convention) {
        List<Property> properties = new ArrayList<>();
        for (RecordComponentElement component : element.getRecordComponents()) {
            JsonComponent annotations = JsonComponent.of(element, component);
            if (!annotations.isUnmapped()) {
                properties.add(property(type, component, annotations, convention));
            }
        }
        return properties;
    }

    private Property property(
            DeclaredType record, RecordComponentElement component, JsonComponent annotations, String convention) {
        ExecutableType accessor = (ExecutableType) scope.types().asMemberOf(record, component.getAccessor());
        TypeMirror type = accessor.getReturnType();
        boolean isNullable = Annotations.isNullable(component, type)
                || Annotations.isNullable(component.getAccessor(), component.asType());
        boolean isOptional = isNullable || mayBeAbsent(type) || annotations.isIgnored();
        String shape = annotations.isCustom() ? "" : shape(type);
        return new Property(
                annotations.propertyName(component, convention),
                annotations.aliases(),
                isOptional ? shape + "?" : shape,
                !isOptional,
                annotations.isSecret());
    }
}
