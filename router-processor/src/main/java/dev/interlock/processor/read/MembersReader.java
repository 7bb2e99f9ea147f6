package dev.interlock.processor.read;

import com.google.auto.common.MoreTypes;
import dev.interlock.processor.model.CheckedType.Property;
import dev.interlock.processor.model.Checks;
import dev.interlock.processor.report.ConstraintMessage;
import dev.interlock.processor.report.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads the members of a record or class that carry constraints: components, fields and accessors. */
final class MembersReader {
    private final Scope scope;
    private final ChecksReader checks;

    MembersReader(Scope scope, ChecksReader checks) {
        this.scope = scope;
        this.checks = checks;
    }

    /** What is checked of a type, in the order of its source. */
    List<Property> read(DeclaredType type) {
        List<Property> properties = new ArrayList<>();
        if (MoreTypes.asTypeElement(type).getKind() == ElementKind.RECORD) {
            components(type, properties);
        } else {
            fields(type, type, properties);
        }
        properties.addAll(methods(type));
        return properties;
    }

    private void components(DeclaredType type, List<Property> properties) {
        for (RecordComponentElement component : MoreTypes.asTypeElement(type).getRecordComponents()) {
            ExecutableElement accessor = component.getAccessor();
            AnnotatedValue value = AnnotatedValue.of(component, resultType(type, accessor));
            String name = JsonComponent.propertyName(MoreTypes.asTypeElement(type), component);
            add(properties, type, value, Optional.of(accessor), pointer(name));
        }
    }

    /** The fields of a class, those of the classes that it extends first. */
    private void fields(DeclaredType type, DeclaredType owner, List<Property> properties) {
        TypeMirror parent = MoreTypes.asTypeElement(owner).getSuperclass();
        if (parent instanceof DeclaredType around && !Scope.nameOf(parent).equals("java.lang.Object")) {
            fields(type, around, properties);
        }
        for (VariableElement field :
                ElementFilter.fieldsIn(MoreTypes.asTypeElement(owner).getEnclosedElements())) {
            if (!field.getModifiers().contains(Modifier.STATIC)) {
                TypeMirror actual = scope.types().asMemberOf(owner, field);
                add(
                        properties,
                        type,
                        AnnotatedValue.of(field, actual),
                        reader(type, field),
                        pointer(field.getSimpleName().toString()));
            }
        }
    }

    /** The methods without parameters that carry constraints and are no accessor of a record. */
    List<Property> methods(DeclaredType type) {
        TypeElement element = MoreTypes.asTypeElement(type);
        List<Property> properties = new ArrayList<>();
        ElementFilter.methodsIn(scope.elements().getAllMembers(element)).stream()
                .filter(method -> isGetter(method) && !isComponent(element, method))
                .forEach(method -> add(
                        properties,
                        type,
                        AnnotatedValue.of(method, resultType(type, method)),
                        Optional.<Element>of(method).filter(scope::canAccessMember),
                        pointer(element, method)));
        return properties;
    }

    private void add(
            List<Property> properties,
            DeclaredType type,
            AnnotatedValue value,
            Optional<? extends Element> reader,
            String pointer) {
        Checks read = checks.read(value);
        if (read.isEmpty()) {
            return;
        }
        if (reader.isEmpty() || !scope.canAccess(value.actual())) {
            scope.report(
                    ConstraintMessage.UNREADABLE_MEMBER,
                    Place.of(value.element()),
                    value.element().getSimpleName(),
                    Place.describe(type));
            return;
        }
        properties.add(new Property(reader.get(), pointer, read));
    }

    private TypeMirror resultType(DeclaredType type, ExecutableElement method) {
        return ((ExecutableType) scope.types().asMemberOf(type, method)).getReturnType();
    }

    private static boolean isGetter(ExecutableElement method) {
        return !method.getModifiers().contains(Modifier.STATIC)
                && method.getParameters().isEmpty()
                && method.getTypeParameters().isEmpty()
                && method.getReturnType().getKind() != TypeKind.VOID;
    }

    private static boolean isComponent(TypeElement type, ExecutableElement method) {
        return type.getRecordComponents().stream()
                .anyMatch(component -> component.getAccessor().equals(method));
    }

    /** An accessor of the field, else the field itself, if the generated code can use either. */
    private Optional<Element> reader(DeclaredType type, VariableElement field) {
        String name = field.getSimpleName().toString();
        String suffix = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        List<ExecutableElement> methods =
                ElementFilter.methodsIn(scope.elements().getAllMembers(MoreTypes.asTypeElement(type)));
        return Stream.of(name, "get" + suffix, "is" + suffix)
                .flatMap(it -> methods.stream().filter(method -> isAccessor(method, it, field)))
                .<Element>map(method -> method)
                .findFirst()
                .or(() -> Optional.<Element>of(field).filter(scope::canAccessMember));
    }

    private boolean isAccessor(ExecutableElement method, String name, VariableElement field) {
        return isGetter(method)
                && method.getSimpleName().contentEquals(name)
                && method.getThrownTypes().isEmpty()
                && scope.canAccessMember(method)
                && scope.types().isSameType(method.getReturnType(), field.asType());
    }

    /** To a member, by its name in JSON (RFC 6901 section 3). */
    private static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** To the property that a method gives by its name; one that is named after none is about the whole. */
    private static String pointer(TypeElement type, ExecutableElement method) {
        String name = method.getSimpleName().toString();
        String property = name.replaceFirst("^(get|is)(?=[A-Z])", "");
        String decapitalized = property.substring(0, 1).toLowerCase(Locale.ROOT) + property.substring(1);
        boolean isField = ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .anyMatch(field -> field.getSimpleName().contentEquals(decapitalized));
        boolean isDeclaration = method.getModifiers().contains(Modifier.ABSTRACT);
        return isField || isDeclaration || name.matches("get[A-Z].*") ? pointer(decapitalized) : "";
    }
}
