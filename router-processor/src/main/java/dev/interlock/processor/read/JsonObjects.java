package dev.interlock.processor.read;

import com.google.auto.common.MoreTypes;
import dev.interlock.processor.model.JsonObject;
import dev.interlock.processor.model.JsonObject.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    /** Limit of the runtime on distinguishable properties. */
    private static final int MOST_PROPERTIES = 64;

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
        List<String> subtypes = JsonSubtypes.of(element);
        if (!subtypes.isEmpty()) {
            return "'an object whose %s is one of %s'"
                    .formatted(JsonSubtypes.property(element), String.join(", ", subtypes));
        }
        if (!isKnown(type, element)) {
            return JsonExpectations.of(Scope.nameOf(type));
        }
        String name = name(type);
        if (!objects.containsKey(name)) {
            objects.put(name, new JsonObject(name, type, List.of()));
            objects.put(name, new JsonObject(name, type, properties(type, element)));
        }
        return name;
    }

    /** Whether its properties are its components, as far as can be seen. */
    private boolean isKnown(DeclaredType type, TypeElement element) {
        boolean isLoose = Annotations.named(element, JsonAdapters.JSON)
                .filter(json -> Annotations.flag(json, "caseInsensitiveKeys"))
                .isPresent();
        boolean isMadeOtherwise = element.getEnclosedElements().stream()
                .anyMatch(member -> Annotations.named(member, JsonAdapters.JSON + ".Creator")
                        .isPresent());
        return element.getKind() == ElementKind.RECORD
                && element.getRecordComponents().size() <= MOST_PROPERTIES
                && element.getTypeParameters().size() == type.getTypeArguments().size()
                && scope.canAccess(type)
                && !isLoose
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
        List<Property> properties = new ArrayList<>();
        for (RecordComponentElement component : element.getRecordComponents()) {
            JsonComponent annotations = JsonComponent.of(element, component);
            if (!annotations.isUnmapped()) {
                properties.add(property(type, element, component, annotations));
            }
        }
        return properties;
    }

    private Property property(
            DeclaredType record, TypeElement element, RecordComponentElement component, JsonComponent annotations) {
        ExecutableType accessor = (ExecutableType) scope.types().asMemberOf(record, component.getAccessor());
        TypeMirror type = accessor.getReturnType();
        boolean isNullable = Annotations.isNullable(component, type)
                || Annotations.isNullable(component.getAccessor(), component.asType());
        boolean isOptional = isNullable || mayBeAbsent(type) || annotations.isIgnored();
        String shape = annotations.isCustom() ? "" : shape(type);
        return new Property(
                JsonComponent.propertyName(element, component),
                annotations.aliases(),
                isOptional ? shape + "?" : shape,
                !isOptional,
                annotations.isSecret());
    }
}
