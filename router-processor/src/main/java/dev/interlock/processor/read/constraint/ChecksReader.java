package dev.interlock.processor.read.constraint;

import com.google.auto.common.MoreTypes;
import dev.interlock.processor.check.constraint.Satisfiability;
import dev.interlock.processor.check.constraint.Subject;
import dev.interlock.processor.declaration.ConstraintAnnotations;
import dev.interlock.processor.model.Checks;
import dev.interlock.processor.model.Checks.Contents;
import dev.interlock.processor.model.Checks.Role;
import dev.interlock.processor.model.Constraint;
import dev.interlock.processor.model.ValueKind;
import dev.interlock.processor.report.ConstraintMessage;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import dev.interlock.processor.source.TypeBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/**
 * Reads the checks of a value. These are its constraints, the checks of the values within it, and the types whose
 * members {@code @Valid} checks.
 */
final class ChecksReader {
    private final Scope scope;
    private final ValueKinds kinds;
    private final ConstraintReader constraints;
    private final Satisfiability satisfiability;
    private final TypeBounds bounds;
    private final CheckedTypes types;

    ChecksReader(Scope scope, CheckedTypes types) {
        this.scope = scope;
        this.kinds = new ValueKinds(scope);
        this.constraints = new ConstraintReader(scope);
        this.satisfiability = new Satisfiability(scope);
        this.bounds = new TypeBounds(scope);
        this.types = types;
    }

    Outcome<Checks> read(AnnotatedValue value) {
        ValueKind kind = kinds.of(value.actual());
        Subject subject = new Subject(value.element(), value.actual(), kind);
        List<AnnotationMirror> own = value.annotations();
        List<AnnotationMirror> passed = passedOn(value, kind);
        Steps steps = new Steps();
        List<Constraint> read = steps.take(constraints(
                subject,
                own.stream().filter(annotation -> !passed.contains(annotation)).toList()));
        steps.take(satisfiability.check(subject, read));
        Optional<AnnotationMirror> valid = own.stream()
                .filter(annotation -> ConstraintAnnotations.isValid(annotation) && !passed.contains(annotation))
                .findFirst();
        Optional<String> cascade = steps.take(
                valid.isPresent() ? types.cascade(subject, valid.get(), value.declared()) : ofBody(value, kind));
        List<Contents> contents = steps.take(contents(value, kind, passed));
        return steps.outcome(new Checks(value.actual(), kind, read, cascade, contents));
    }

    private Outcome<List<Constraint>> constraints(Subject subject, List<AnnotationMirror> annotations) {
        Steps steps = new Steps();
        List<Constraint> read = new ArrayList<>();
        annotations.forEach(annotation -> read.addAll(steps.take(constraints.read(subject, annotation))));
        return steps.outcome(read);
    }

    /**
     * Reads the constraints on a class or interface.
     *
     * @param type type whose values are checked
     * @param above class or interface with the constraints: the type itself or one of its supertypes
     */
    Outcome<Checks> readType(DeclaredType type, TypeElement above) {
        Subject subject = new Subject(above, type, ValueKind.OTHER);
        List<AnnotationMirror> relevant = ConstraintAnnotations.flat(above.getAnnotationMirrors()).stream()
                .filter(ConstraintAnnotations::isRelevant)
                .toList();
        return constraints(subject, relevant)
                .map(read -> new Checks(type, ValueKind.OTHER, read, Optional.empty(), List.of()));
    }

    /** Reads the checks of the values that a publisher publishes. */
    Outcome<Checks> readElements(AnnotatedValue publisher) {
        List<AnnotationMirror> passed = publisher.annotations().stream()
                .filter(ConstraintAnnotations::isValid)
                .toList();
        return read(argument(publisher, "java.util.concurrent.Flow.Publisher", 0, passed));
    }

    private Outcome<Optional<String>> ofBody(AnnotatedValue value, ValueKind kind) {
        return value.isOfBody() && kind == ValueKind.OTHER
                ? types.find(value.actual())
                : Outcome.sound(Optional.empty());
    }

    /**
     * Returns the annotations on a value that apply to the values within it. For a container, this is {@code @Valid}.
     * For an OptionalInt, OptionalLong or OptionalDouble, these are all constraints except {@code @Null} and {@code
     * @NotNull}.
     */
    private static List<AnnotationMirror> passedOn(AnnotatedValue value, ValueKind kind) {
        boolean holds = kind == ValueKind.COLLECTION
                || kind == ValueKind.ARRAY
                || kind == ValueKind.MAP
                || kind == ValueKind.OPTIONAL;
        boolean isPrimitiveOptional = kind.isOptional() && kind != ValueKind.OPTIONAL;
        return value.annotations().stream()
                .filter(annotation -> ConstraintAnnotations.isValid(annotation)
                        ? holds
                        : isPrimitiveOptional && !isOfAnything(annotation))
                .toList();
    }

    private static boolean isOfAnything(AnnotationMirror annotation) {
        return BuiltIn.of(Annotations.qualifiedName(annotation))
                .filter(BuiltIn::isOfAnything)
                .isPresent();
    }

    private Outcome<List<Contents>> contents(AnnotatedValue value, ValueKind kind, List<AnnotationMirror> passed) {
        Steps steps = new Steps();
        List<Contents> all = new ArrayList<>();
        switch (kind) {
            case COLLECTION -> steps.take(add(all, Role.ELEMENT, argument(value, "java.util.Collection", 0, passed)));
            case OPTIONAL -> steps.take(add(all, Role.CONTENT, argument(value, "java.util.Optional", 0, passed)));
            case MAP -> {
                steps.take(add(all, Role.KEY, argument(value, "java.util.Map", 0, List.of())));
                steps.take(add(all, Role.VALUE, argument(value, "java.util.Map", 1, passed)));
            }
            case ARRAY -> {
                TypeMirror component = ((ArrayType) value.actual()).getComponentType();
                TypeMirror declared = value.declared() instanceof ArrayType array
                        ? array.getComponentType()
                        : variable(value.declared()).orElse(component);
                AnnotatedValue element =
                        new AnnotatedValue(value.element(), passed, declared, component, value.isOfBody());
                steps.take(add(all, Role.ELEMENT, element));
            }
            case OPTIONAL_INT -> steps.take(add(all, Role.CONTENT, primitive(value, TypeKind.INT, passed)));
            case OPTIONAL_LONG -> steps.take(add(all, Role.CONTENT, primitive(value, TypeKind.LONG, passed)));
            case OPTIONAL_DOUBLE -> steps.take(add(all, Role.CONTENT, primitive(value, TypeKind.DOUBLE, passed)));
            default -> steps.take(allowWithin(value));
        }
        return steps.outcome(all);
    }

    /**
     * Reads the checks of the values that have a role in a container, and adds them. Returns whether they have no
     * mistakes.
     */
    private boolean add(List<Contents> all, Role role, AnnotatedValue value) {
        Outcome<Checks> checks = read(value);
        if (!checks.value().isEmpty()) {
            all.add(new Contents(role, checks.value()));
        }
        return checks.isSound();
    }

    private AnnotatedValue primitive(AnnotatedValue value, TypeKind kind, List<AnnotationMirror> passed) {
        TypeMirror type = scope.types().getPrimitiveType(kind);
        return new AnnotatedValue(value.element(), passed, type, type, false);
    }

    /** Returns the contained value that a type argument describes, with the annotations on the argument. */
    private AnnotatedValue argument(AnnotatedValue value, String container, int index, List<AnnotationMirror> passed) {
        TypeMirror type =
                value.actual() instanceof DeclaredType declared ? bounds.withBounds(declared) : value.actual();
        List<? extends TypeMirror> inherited = scope.supertype(type, container)
                .map(DeclaredType::getTypeArguments)
                .orElse(List.of());
        TypeMirror actual = inherited.size() > index ? bounds.upper(inherited.get(index)) : object();
        TypeMirror written = written(value.declared(), container, index)
                .or(() -> variable(value.declared()))
                .orElse(actual);
        return value.within(bounds.upper(written), actual, passed);
    }

    /**
     * Returns the argument that the source gives to a type and that the type passes on to its supertype, the container.
     * Empty if the type is raw. Also empty if the declaration of the type fixes the argument of the container, as in
     * {@code class Names implements Collection<String>}.
     */
    private Optional<TypeMirror> written(TypeMirror type, String container, int index) {
        if (!(type instanceof DeclaredType declared)
                || declared.getTypeArguments().isEmpty()) {
            return Optional.empty();
        }
        return scope.supertype(declared.asElement().asType(), container).stream()
                .flatMap(
                        parent -> parent.getTypeArguments().stream().skip(index).limit(1))
                .map(argument -> MoreTypes.asTypeElement(declared)
                        .getTypeParameters()
                        .indexOf(scope.types().asElement(argument)))
                .filter(parameter -> parameter >= 0)
                .<TypeMirror>map(declared.getTypeArguments()::get)
                .findFirst();
    }

    /** Returns the declared type variable, without annotations at the place of use. Empty for any other type. */
    private static Optional<TypeMirror> variable(TypeMirror type) {
        return type instanceof TypeVariable variable
                ? Optional.of(variable.asElement().asType())
                : Optional.empty();
    }

    private TypeMirror object() {
        return scope.elements().getTypeElement("java.lang.Object").asType();
    }

    /**
     * Checks that the type arguments of an unknown container have no constraints, because the processor cannot check
     * the values in this container. If they have some, reports the first constraint and returns false.
     */
    private boolean allowWithin(AnnotatedValue value) {
        if (!(value.declared() instanceof DeclaredType declared)) {
            return true;
        }
        Optional<? extends AnnotationMirror> within = declared.getTypeArguments().stream()
                .flatMap(argument -> argument.getAnnotationMirrors().stream())
                .filter(ConstraintAnnotations::isRelevant)
                .findFirst();
        within.ifPresent(annotation -> scope.report(
                ConstraintMessage.UNKNOWN_CONTAINER,
                Place.of(value.element(), annotation),
                Annotations.simpleName(annotation),
                Place.describe(value.actual())));
        return within.isEmpty();
    }
}
