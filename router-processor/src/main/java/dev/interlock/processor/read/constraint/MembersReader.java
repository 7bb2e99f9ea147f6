package dev.interlock.processor.read.constraint;

import com.google.auto.common.MoreTypes;
import dev.interlock.processor.model.CheckedType.Property;
import dev.interlock.processor.model.Checks;
import dev.interlock.processor.read.json.PropertyNames;
import dev.interlock.processor.report.ConstraintMessage;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.source.Accessors;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Lombok;
import dev.interlock.processor.source.Scope;
import dev.interlock.processor.source.Supertypes;
import dev.interlock.processor.source.TypeBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
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
    private final TypeBounds bounds;

    MembersReader(Scope scope, ChecksReader checks) {
        this.scope = scope;
        this.checks = checks;
        this.bounds = new TypeBounds(scope);
    }

    /** What is checked of a type, in the order of its source. */
    List<Property> read(DeclaredType type) {
        List<Property> properties = new ArrayList<>();
        TypeElement element = MoreTypes.asTypeElement(type);
        PropertyNames names = PropertyNames.of(scope, element);
        if (element.getKind() == ElementKind.RECORD) {
            components(type, names, properties);
        } else {
            fields(type, bounds.withBounds(type), names, properties);
        }
        properties.addAll(methods(type));
        return properties;
    }

    private void components(DeclaredType type, PropertyNames names, List<Property> properties) {
        for (RecordComponentElement component : MoreTypes.asTypeElement(type).getRecordComponents()) {
            ExecutableElement accessor = Accessors.of(component);
            AnnotatedValue value = AnnotatedValue.of(component, resultType(type, accessor));
            Supplier<String> pointer = () -> pointer(names.of(component));
            add(properties, type, value, Optional.of(accessor), pointer);
            overridden(type, value, accessor).forEach(it -> add(properties, type, it, Optional.of(accessor), pointer));
        }
    }

    /** The fields of a class, those of the classes that it extends first. */
    private void fields(DeclaredType type, DeclaredType owner, PropertyNames names, List<Property> properties) {
        Supertypes.superclass(scope, owner).forEach(parent -> fields(type, parent, names, properties));
        for (VariableElement field :
                ElementFilter.fieldsIn(MoreTypes.asTypeElement(owner).getEnclosedElements())) {
            if (!field.getModifiers().contains(Modifier.STATIC)) {
                TypeMirror actual = bounds.upper(scope.types().asMemberOf(owner, field));
                add(
                        properties,
                        type,
                        AnnotatedValue.of(field, actual),
                        reader(type, field, actual),
                        () -> pointer(names.of(field.getSimpleName().toString())));
            }
        }
    }

    /**
     * The methods without parameters that carry constraints, or override some that do, and are no accessor of a record;
     * and the class itself, and the classes and interfaces above it, if these carry constraints.
     */
    List<Property> methods(DeclaredType type) {
        TypeElement element = MoreTypes.asTypeElement(type);
        List<Property> properties = new ArrayList<>();
        scope.methodsOf(element)
                .filter(method -> isGetter(method) && !isComponent(element, method))
                .forEach(method -> method(type, method, properties));
        for (TypeElement above : Supertypes.of(scope, element)) {
            Checks whole = checks.readType(type, above);
            if (!whole.isEmpty()) {
                properties.add(new Property(above, "", true, whole));
            }
        }
        return properties;
    }

    private void method(DeclaredType type, ExecutableElement method, List<Property> properties) {
        TypeElement element = MoreTypes.asTypeElement(type);
        AnnotatedValue value = AnnotatedValue.of(method, resultType(type, method));
        Optional<Element> reader = Optional.<Element>of(method).filter(scope::canAccessMember);
        Stream.concat(Stream.of(value), overridden(type, value, method).stream())
                .forEach(it -> add(properties, type, it, reader, () -> pointer(element, method)));
    }

    /**
     * Whether a method may compute the member from others: all but fields and methods known to return one. A view lacks
     * no members.
     */
    private boolean isDerived(DeclaredType type, Element reader) {
        if (!(reader instanceof ExecutableElement method)) {
            return false;
        }
        TypeElement element = MoreTypes.asTypeElement(type);
        if (isDeclaration(method)) {
            return !Annotations.has(element, "ProtoView");
        }
        return scope.sources().compute(method) || (!isComponent(element, method) && !hasProperty(type, method));
    }

    /** Whether a class, or one that it extends, has a field that a method is named after. */
    private boolean hasProperty(DeclaredType type, ExecutableElement method) {
        return hasField(MoreTypes.asTypeElement(type), property(method))
                || Supertypes.superclass(scope, type).stream().anyMatch(parent -> hasProperty(parent, method));
    }

    /**
     * The same value as the methods declare it that one overrides: constraints are inherited (Jakarta Validation
     * 5.5.5).
     */
    private List<AnnotatedValue> overridden(DeclaredType type, AnnotatedValue value, ExecutableElement method) {
        return Supertypes.overridden(scope, MoreTypes.asTypeElement(type), method).stream()
                .map(it -> AnnotatedValue.of(it, actual(resultType(type, it), value)))
                .flatMap(it -> it.beyond(value).stream())
                .toList();
    }

    /**
     * The type that a value has there, with the annotations that it has there, or else the narrower one that it has
     * here.
     */
    private TypeMirror actual(TypeMirror there, AnnotatedValue here) {
        return scope.types().isSameType(there, here.actual()) ? there : here.actual();
    }

    private void add(
            List<Property> properties,
            DeclaredType type,
            AnnotatedValue value,
            Optional<? extends Element> reader,
            Supplier<String> pointer) {
        Checks read = checks.read(value);
        if (read.isEmpty()) {
            return;
        }
        if (reader.isEmpty() || !scope.canAccess(value.actual())) {
            scope.report(
                    ConstraintMessage.UNREADABLE_MEMBER,
                    Place.of(value.element()),
                    value.element().getSimpleName(),
                    Place.describe(type),
                    accessTip(type, value.element()));
            return;
        }
        Optional<? extends TypeMirror> thrown = thrown(type, reader.get());
        if (thrown.isPresent()) {
            scope.report(
                    ConstraintMessage.THROWING_MEMBER,
                    Place.of(reader.get()),
                    reader.get().getSimpleName(),
                    Place.describe(type),
                    Place.describe(thrown.get()));
            return;
        }
        properties.add(new Property(reader.get(), pointer.get(), isDerived(type, reader.get()), read));
    }

    private static String accessTip(DeclaredType type, Element member) {
        return Optional.ofNullable(member.getEnclosingElement())
                .filter(TypeElement.class::isInstance)
                .map(TypeElement.class::cast)
                .filter(Lombok::changes)
                .map(Lombok::tip)
                .orElseGet(() -> "make it public, or add a public accessor of its name, or make " + Place.describe(type)
                        + " a record");
    }

    /** The checked exception that a method may throw. */
    private Optional<? extends TypeMirror> thrown(DeclaredType type, Element reader) {
        List<? extends TypeMirror> declared =
                reader instanceof ExecutableElement method ? scope.thrownTypes(type, method) : List.of();
        return declared.stream()
                .filter(it ->
                        !scope.isSubtype(it, "java.lang.RuntimeException") && !scope.isSubtype(it, "java.lang.Error"))
                .findFirst();
    }

    private TypeMirror resultType(DeclaredType type, ExecutableElement method) {
        return bounds.upper(
                ((ExecutableType) scope.types().asMemberOf(bounds.withBounds(type), method)).getReturnType());
    }

    private static boolean isGetter(ExecutableElement method) {
        return !method.getModifiers().contains(Modifier.STATIC)
                && method.getParameters().isEmpty()
                && method.getTypeParameters().isEmpty()
                && method.getReturnType().getKind() != TypeKind.VOID;
    }

    private static boolean isComponent(TypeElement type, ExecutableElement method) {
        return type.getRecordComponents().stream()
                .anyMatch(component -> Accessors.of(component).equals(method));
    }

    /** An accessor of the field, else the field itself, if the generated code can use either. */
    private Optional<Element> reader(DeclaredType type, VariableElement field, TypeMirror actual) {
        String name = field.getSimpleName().toString();
        String suffix = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        List<ExecutableElement> methods =
                scope.methodsOf(MoreTypes.asTypeElement(type)).toList();
        return Stream.of(name, "get" + suffix, "is" + suffix)
                .flatMap(it -> methods.stream().filter(method -> isAccessor(type, method, it, actual)))
                .<Element>map(method -> method)
                .findFirst()
                .or(() -> Optional.<Element>of(field).filter(it -> scope.canAccessMember(it) && !Lombok.hides(it)));
    }

    private boolean isAccessor(DeclaredType type, ExecutableElement method, String name, TypeMirror actual) {
        return isGetter(method)
                && method.getSimpleName().contentEquals(name)
                && thrown(type, method).isEmpty()
                && scope.canAccessMember(method)
                && scope.types().isSameType(resultType(type, method), actual);
    }

    /** To a member, by its name in JSON (RFC 6901 section 3); what is not read from there is about the whole. */
    private static String pointer(Optional<String> name) {
        return name.map(it -> "/" + it.replace("~", "~0").replace("/", "~1")).orElse("");
    }

    /** To the property that a method gives by its name; one that is named after none is about the whole. */
    private String pointer(TypeElement type, ExecutableElement method) {
        String property = property(method);
        boolean isNamed = method.getSimpleName().toString().matches("get[A-Z].*");
        return isNamed || isDeclaration(method) || hasField(type, property)
                ? pointer(PropertyNames.of(scope, type).of(property))
                : "";
    }

    private static String property(ExecutableElement method) {
        String property = method.getSimpleName().toString().replaceFirst("^(get|is)(?=[A-Z])", "");
        return property.substring(0, 1).toLowerCase(Locale.ROOT) + property.substring(1);
    }

    private static boolean hasField(TypeElement type, String property) {
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .anyMatch(field -> field.getSimpleName().contentEquals(property));
    }

    private static boolean isDeclaration(ExecutableElement method) {
        return method.getModifiers().contains(Modifier.ABSTRACT);
    }
}
