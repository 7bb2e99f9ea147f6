package dev.interlock.processor.read.constraint;

import com.google.auto.common.MoreTypes;
import dev.interlock.processor.model.CheckedType.Property;
import dev.interlock.processor.model.Checks;
import dev.interlock.processor.read.json.PropertyNames;
import dev.interlock.processor.report.ConstraintMessage;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.runtime.RuntimeAnnotations;
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

/** Reads the constrained members of a record or class: components, fields and methods. */
final class MembersReader {
    private final Scope scope;
    private final ChecksReader checks;
    private final TypeBounds bounds;
    private final DeclaredType type;
    private final TypeElement element;
    private final List<Property> properties = new ArrayList<>();
    private final Steps steps = new Steps();

    /** Creates a reader for one type with its type arguments. */
    MembersReader(Scope scope, ChecksReader checks, DeclaredType type) {
        this.scope = scope;
        this.checks = checks;
        this.bounds = new TypeBounds(scope);
        this.type = type;
        this.element = MoreTypes.asTypeElement(type);
    }

    /** Reads the checks of the type and its members: components or fields first, then methods, then the type itself. */
    Outcome<List<Property>> read() {
        PropertyNames names = PropertyNames.of(scope, element);
        if (element.getKind() == ElementKind.RECORD) {
            components(names);
        } else {
            fields(bounds.withBounds(type), names);
        }
        return readMethods();
    }

    private void components(PropertyNames names) {
        for (RecordComponentElement component : element.getRecordComponents()) {
            ExecutableElement accessor = Accessors.of(component);
            AnnotatedValue value = AnnotatedValue.of(component, resultType(accessor));
            Supplier<String> pointer = () -> pointer(steps.take(names.of(component)));
            add(value, Optional.of(accessor), pointer);
            overridden(value, accessor).forEach(it -> add(it, Optional.of(accessor), pointer));
        }
    }

    /** Adds the constrained fields of a class. Fields of superclasses come first. */
    private void fields(DeclaredType owner, PropertyNames names) {
        Supertypes.superclass(scope, owner).forEach(parent -> fields(parent, names));
        for (VariableElement field :
                ElementFilter.fieldsIn(MoreTypes.asTypeElement(owner).getEnclosedElements())) {
            if (!field.getModifiers().contains(Modifier.STATIC)) {
                TypeMirror actual = bounds.upper(scope.types().asMemberOf(owner, field));
                add(
                        AnnotatedValue.of(field, actual),
                        reader(field, actual),
                        () -> pointer(steps.take(names.of(field.getSimpleName().toString()))));
            }
        }
    }

    /**
     * Reads the constraints on methods without parameters, including constraints on overridden methods. Skips the
     * accessors of a record. Then reads the constraints on the class itself and its supertypes.
     */
    Outcome<List<Property>> readMethods() {
        scope.methodsOf(element)
                .filter(method -> isGetter(method) && !isComponent(method))
                .forEach(this::method);
        for (TypeElement above : Supertypes.of(scope, element)) {
            Checks whole = steps.take(checks.readType(type, above));
            if (!whole.isEmpty()) {
                properties.add(new Property(above, "", true, whole));
            }
        }
        return steps.outcome(properties);
    }

    private void method(ExecutableElement method) {
        AnnotatedValue value = AnnotatedValue.of(method, resultType(method));
        Optional<Element> reader = Optional.<Element>of(method).filter(scope::canAccessMember);
        Stream.concat(Stream.of(value), overridden(value, method).stream())
                .forEach(it -> add(it, reader, () -> pointer(method)));
    }

    /**
     * Whether the reader of a member may compute the value from other members. False for a field, for a method that
     * only returns a field, and for an abstract method of a protobuf view. True for any other method.
     */
    private boolean isDerived(Element reader) {
        if (!(reader instanceof ExecutableElement method)) {
            return false;
        }
        if (isDeclaration(method)) {
            return !Annotations.has(element, RuntimeAnnotations.PROTO_VIEW);
        }
        return scope.sources().compute(method) || (!isComponent(method) && !hasProperty(type, method));
    }

    /** Whether a class or one of its superclasses has a field with the property name of a method. */
    private boolean hasProperty(DeclaredType owner, ExecutableElement method) {
        return hasField(MoreTypes.asTypeElement(owner), property(method))
                || Supertypes.superclass(scope, owner).stream().anyMatch(parent -> hasProperty(parent, method));
    }

    /**
     * Returns the value once for each overridden method, with the annotations of that method. A method inherits the
     * constraints of the methods that it overrides (Jakarta Validation section 5.5.5).
     */
    private List<AnnotatedValue> overridden(AnnotatedValue value, ExecutableElement method) {
        return Supertypes.overridden(scope, element, method).stream()
                .map(it -> AnnotatedValue.of(it, actual(resultType(it), value)))
                .flatMap(it -> it.beyond(value).stream())
                .toList();
    }

    /**
     * Returns the type in the overridden method, which may have its own annotations. If the overriding method has a
     * narrower type, returns the narrower type instead.
     */
    private TypeMirror actual(TypeMirror there, AnnotatedValue here) {
        return scope.types().isSameType(there, here.actual()) ? there : here.actual();
    }

    private void add(AnnotatedValue value, Optional<? extends Element> reader, Supplier<String> pointer) {
        Checks read = steps.take(checks.read(value));
        if (read.isEmpty()) {
            return;
        }
        if (reader.isEmpty() || !scope.canAccess(value.actual())) {
            scope.report(
                    ConstraintMessage.UNREADABLE_MEMBER,
                    Place.of(value.element()),
                    value.element().getSimpleName(),
                    Place.describe(type),
                    accessTip(value.element()));
            steps.flaw();
            return;
        }
        Optional<? extends TypeMirror> thrown = thrown(reader.get());
        if (thrown.isPresent()) {
            scope.report(
                    ConstraintMessage.THROWING_MEMBER,
                    Place.of(reader.get()),
                    reader.get().getSimpleName(),
                    Place.describe(type),
                    Place.describe(thrown.get()));
            steps.flaw();
            return;
        }
        properties.add(new Property(reader.get(), pointer.get(), isDerived(reader.get()), read));
    }

    private String accessTip(Element member) {
        return Optional.ofNullable(member.getEnclosingElement())
                .filter(TypeElement.class::isInstance)
                .map(TypeElement.class::cast)
                .filter(Lombok::changes)
                .map(Lombok::tip)
                .orElseGet(() -> "make it public, or add a public accessor with its name, or make "
                        + Place.describe(type) + " a record");
    }

    /** Returns the first checked exception that a reader declares; empty if there is none. */
    private Optional<? extends TypeMirror> thrown(Element reader) {
        List<? extends TypeMirror> declared =
                reader instanceof ExecutableElement method ? scope.thrownTypes(type, method) : List.of();
        return declared.stream()
                .filter(it ->
                        !scope.isSubtype(it, "java.lang.RuntimeException") && !scope.isSubtype(it, "java.lang.Error"))
                .findFirst();
    }

    private TypeMirror resultType(ExecutableElement method) {
        return bounds.upper(
                ((ExecutableType) scope.types().asMemberOf(bounds.withBounds(type), method)).getReturnType());
    }

    private static boolean isGetter(ExecutableElement method) {
        return !method.getModifiers().contains(Modifier.STATIC)
                && method.getParameters().isEmpty()
                && method.getTypeParameters().isEmpty()
                && method.getReturnType().getKind() != TypeKind.VOID;
    }

    private boolean isComponent(ExecutableElement method) {
        return element.getRecordComponents().stream()
                .anyMatch(component -> Accessors.of(component).equals(method));
    }

    /**
     * Returns an accessor of the field. If there is none, returns the field itself. Empty if generated code can access
     * neither.
     */
    private Optional<Element> reader(VariableElement field, TypeMirror actual) {
        String name = field.getSimpleName().toString();
        String suffix = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        List<ExecutableElement> methods = scope.methodsOf(element).toList();
        return Stream.of(name, "get" + suffix, "is" + suffix)
                .flatMap(it -> methods.stream().filter(method -> isAccessor(method, it, actual)))
                .<Element>map(method -> method)
                .findFirst()
                .or(() -> Optional.<Element>of(field).filter(it -> scope.canAccessMember(it) && !Lombok.hides(it)));
    }

    private boolean isAccessor(ExecutableElement method, String name, TypeMirror actual) {
        return isGetter(method)
                && method.getSimpleName().contentEquals(name)
                && thrown(method).isEmpty()
                && scope.canAccessMember(method)
                && scope.types().isSameType(resultType(method), actual);
    }

    /**
     * Returns the JSON pointer to the member with this JSON name (RFC 6901 section 3). If there is no name, the member
     * is not read from JSON. Then returns the pointer to the whole value.
     */
    private static String pointer(Optional<String> name) {
        return name.map(it -> "/" + it.replace("~", "~0").replace("/", "~1")).orElse("");
    }

    /**
     * Returns the JSON pointer to the property that a method is named after. If the method is not named after a
     * property, returns the pointer to the whole value.
     */
    private String pointer(ExecutableElement method) {
        String property = property(method);
        boolean isNamed = method.getSimpleName().toString().matches("get[A-Z].*");
        return isNamed || isDeclaration(method) || hasField(element, property)
                ? pointer(steps.take(PropertyNames.of(scope, element).of(property)))
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
