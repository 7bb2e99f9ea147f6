package dev.interlock.processor.read.constraint;

import dev.interlock.processor.check.constraint.Subject;
import dev.interlock.processor.declaration.ConstraintAnnotations;
import dev.interlock.processor.model.Constraint;
import dev.interlock.processor.model.Rule;
import dev.interlock.processor.report.ConstraintMessage;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.KnownValues;
import dev.interlock.processor.source.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.util.ElementFilter;

/** Reads constraints: built-in, repeated and composed constraints, and constraints with validators. */
final class ConstraintReader {
    private static final String SINGLE_VIOLATION = "jakarta.validation.ReportAsSingleViolation";
    private static final String OVERRIDES = "jakarta.validation.OverridesAttribute";

    /**
     * Members that each constraint annotation must declare. A third member, {@code payload}, is not required, because
     * the processor ignores it.
     */
    private static final List<Member> MEMBERS =
            List.of(new Member("String", "message", "\"...\""), new Member("Class<?>[]", "groups", "{}"));

    private final Scope scope;
    private final RuleReader rules;
    private final ValidatorReader validators;

    /**
     * A member that a constraint annotation must declare.
     *
     * @param fallback default value of the member
     */
    private record Member(String type, String name, String fallback) {
        boolean isOf(Element declaration) {
            return ElementFilter.methodsIn(declaration.getEnclosedElements()).stream()
                    .filter(member -> member.getSimpleName().contentEquals(name))
                    .anyMatch(member -> Place.describe(member.getReturnType()).equals(type));
        }
    }

    ConstraintReader(Scope scope) {
        this.scope = scope;
        this.rules = new RuleReader(scope);
        this.validators = new ValidatorReader(scope);
    }

    /**
     * Reads the constraints that an annotation puts on a subject. Empty if the annotation is not a constraint, or if a
     * mistake was reported.
     */
    Outcome<List<Constraint>> read(Subject subject, AnnotationMirror annotation) {
        String name = Annotations.qualifiedName(annotation);
        if (name.equals(ConstraintAnnotations.CONVERT_GROUP)) {
            scope.report(ConstraintMessage.GROUPS, subject.place(annotation), "ConvertGroup", subject.name());
            return Outcome.flawed(List.of());
        }
        if (name.startsWith(ConstraintAnnotations.OLD_PACKAGE)) {
            scope.report(ConstraintMessage.OLD_PACKAGE, subject.place(annotation), name);
            return Outcome.flawed(List.of());
        }
        return ConstraintAnnotations.isConstraint(annotation)
                ? readConstraint(subject, annotation)
                : Outcome.sound(List.of());
    }

    private Outcome<List<Constraint>> readConstraint(Subject subject, AnnotationMirror annotation) {
        Outcome<List<Constraint>> read = read(subject, annotation, annotation, new LinkedHashSet<>());
        // On a class, a constraint without a validator could only reject null. A checked object is never null, so the
        // constraint would do nothing.
        if (subject.isType()
                && !read.value().isEmpty()
                && read.value().stream().noneMatch(it -> it.rule().judgesNull())) {
            reportConstrainedType(subject, annotation);
            return Outcome.flawed(List.of());
        }
        return read;
    }

    private void reportConstrainedType(Subject subject, AnnotationMirror annotation) {
        scope.report(
                ConstraintMessage.CONSTRAINED_TYPE,
                subject.place(annotation),
                Annotations.simpleName(annotation),
                Place.describe(subject.element()));
    }

    /**
     * Reads a constraint: the annotation itself, or a part of a composed annotation.
     *
     * @param annotation annotation on the subject; mistakes are reported at this annotation
     * @param mirror the constraint
     * @param open names of the composed annotations that contain the constraint
     */
    private Outcome<List<Constraint>> read(
            Subject subject, AnnotationMirror annotation, AnnotationMirror mirror, Set<String> open) {
        // The compiler reports values that do not exist.
        if (!KnownValues.isKnown(mirror)) {
            return Outcome.sound(List.of());
        }
        if (reportsMissing(subject, annotation, mirror)) {
            return Outcome.flawed(List.of());
        }
        if (!Annotations.list(mirror, "groups").isEmpty()) {
            scope.report(
                    ConstraintMessage.GROUPS,
                    subject.place(annotation, "groups"),
                    Annotations.simpleName(annotation),
                    subject.name());
            return Outcome.flawed(List.of());
        }
        Optional<BuiltIn> builtIn = BuiltIn.of(Annotations.qualifiedName(mirror));
        return builtIn.isPresent()
                ? one(builtIn(builtIn.get(), subject, annotation, mirror))
                : composed(subject, annotation, mirror, open);
    }

    /**
     * Whether an annotation lacks a required member or declares it with another type (Jakarta Validation section
     * 3.1.1). Reports the first one.
     */
    private boolean reportsMissing(Subject subject, AnnotationMirror annotation, AnnotationMirror mirror) {
        Element declaration = mirror.getAnnotationType().asElement();
        Optional<Member> missing =
                MEMBERS.stream().filter(member -> !member.isOf(declaration)).findFirst();
        missing.ifPresent(member -> scope.report(
                ConstraintMessage.INCOMPLETE_CONSTRAINT,
                subject.place(annotation),
                declaration.getSimpleName(),
                subject.name(),
                member.name(),
                "%s %s() default %s".formatted(member.type(), member.name(), member.fallback())));
        return missing.isPresent();
    }

    private Optional<Constraint> builtIn(
            BuiltIn constraint, Subject subject, AnnotationMirror annotation, AnnotationMirror mirror) {
        if (subject.isType() && constraint != BuiltIn.NOT_NULL) {
            reportConstrainedType(subject, annotation);
            return Optional.empty();
        }
        if (!constraint.appliesTo(subject.kind())) {
            scope.report(
                    ConstraintMessage.INAPPLICABLE_CONSTRAINT,
                    subject.place(annotation),
                    constraint.annotation(),
                    subject.name(),
                    subject.describedType(),
                    constraint.description());
            return Optional.empty();
        }
        return rules.read(constraint, subject, annotation, mirror)
                .flatMap(rule -> constraint(subject, annotation, mirror, rule));
    }

    private Optional<Constraint> constraint(
            Subject subject, AnnotationMirror annotation, AnnotationMirror mirror, Rule rule) {
        String standard = RuleText.of(rule, subject.kind());
        return new MessageTemplate(scope, subject, annotation, mirror)
                .read(standard)
                .map(text -> new Constraint(rule, text, !text.equals(standard)));
    }

    /**
     * Returns the constraint as a list. If there is no constraint, a mistake was already reported, and the outcome is
     * flawed.
     */
    private static Outcome<List<Constraint>> one(Optional<Constraint> constraint) {
        return new Outcome<>(constraint.stream().toList(), constraint.isPresent());
    }

    private Outcome<List<Constraint>> composed(
            Subject subject, AnnotationMirror annotation, AnnotationMirror mirror, Set<String> open) {
        Element declaration = mirror.getAnnotationType().asElement();
        if (!open.add(Annotations.qualifiedName(mirror))) {
            return Outcome.sound(List.of());
        }
        if (reportsOverride(subject, annotation, declaration)) {
            return Outcome.flawed(List.of());
        }
        List<AnnotationMirror> parts = ConstraintAnnotations.flat(declaration.getAnnotationMirrors()).stream()
                .filter(ConstraintAnnotations::isConstraint)
                .toList();
        List<AnnotationValue> listed = ValidatorReader.listed(declaration);
        if (parts.isEmpty() && listed.isEmpty()) {
            scope.report(
                    ConstraintMessage.NO_CONSTRAINT,
                    subject.place(annotation),
                    Annotations.simpleName(mirror),
                    subject.name());
            return Outcome.flawed(List.of());
        }
        Steps steps = new Steps();
        List<Constraint> constraints = new ArrayList<>();
        parts.forEach(part -> constraints.addAll(steps.take(read(subject, annotation, part, open))));
        Optional<Rule.Custom> validator =
                listed.isEmpty() ? Optional.empty() : steps.take(validators.read(subject, annotation, mirror, listed));
        open.remove(Annotations.qualifiedName(mirror));
        if (steps.areSound() && ConstraintAnnotations.has(declaration, SINGLE_VIOLATION) && !constraints.isEmpty()) {
            Rule all = new Rule.All(constraints.stream().map(Constraint::rule).toList(), validator);
            return one(constraint(subject, annotation, mirror, all));
        }
        validator.ifPresent(rule ->
                steps.take(constraint(subject, annotation, mirror, rule)).ifPresent(constraints::add));
        return steps.outcome(constraints);
    }

    private boolean reportsOverride(Subject subject, AnnotationMirror annotation, Element declaration) {
        Stream<? extends Element> overriding = ElementFilter.methodsIn(declaration.getEnclosedElements()).stream()
                .filter(member -> ConstraintAnnotations.has(member, OVERRIDES)
                        || ConstraintAnnotations.has(member, OVERRIDES + ".List"));
        Optional<? extends Element> first = overriding.findFirst();
        first.ifPresent(member -> scope.report(
                ConstraintMessage.OVERRIDDEN_ATTRIBUTE,
                subject.place(annotation),
                declaration.getSimpleName(),
                member.getSimpleName()));
        return first.isPresent();
    }
}
