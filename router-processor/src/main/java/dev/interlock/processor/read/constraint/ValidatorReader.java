package dev.interlock.processor.read.constraint;

import dev.interlock.processor.check.constraint.AnnotationRules;
import dev.interlock.processor.check.constraint.Subject;
import dev.interlock.processor.check.constraint.ValidatorRules;
import dev.interlock.processor.declaration.ConstraintAnnotations;
import dev.interlock.processor.model.Rule;
import dev.interlock.processor.report.ConstraintMessage;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Finds the validator of a constraint annotation for a value. If several validators accept the value, chooses the most
 * specific one (Jakarta Validation section 5.6.4).
 */
final class ValidatorReader {
    private static final String VALIDATOR = "jakarta.validation.ConstraintValidator";
    private static final String TARGET = "jakarta.validation.constraintvalidation.SupportedValidationTarget";

    private final Scope scope;

    ValidatorReader(Scope scope) {
        this.scope = scope;
    }

    /**
     * A validator of the constraint.
     *
     * @param validated type of the values that the validator accepts
     */
    private record Candidate(TypeElement type, TypeMirror validated) {}

    /**
     * Returns the values of {@code validatedBy} on the declaration of a constraint. If a class does not exist, javac
     * gives text as its value.
     */
    static List<AnnotationValue> listed(Element declaration) {
        return declaration.getAnnotationMirrors().stream()
                .filter(it -> Annotations.qualifiedName(it).equals(ConstraintAnnotations.CONSTRAINT))
                .filter(it -> Annotations.isGiven(it, "validatedBy"))
                .flatMap(it -> Annotations.list(it, "validatedBy").stream())
                .toList();
    }

    private static Stream<TypeMirror> types(List<AnnotationValue> listed) {
        return listed.stream()
                .map(AnnotationValue::getValue)
                .filter(TypeMirror.class::isInstance)
                .map(TypeMirror.class::cast)
                .filter(it -> it.getKind() != TypeKind.ERROR);
    }

    /** Whether an annotation has validators, and all of them validate the parameters of a method together. */
    static boolean isCrossParameter(AnnotationMirror annotation) {
        List<TypeMirror> all =
                types(listed(annotation.getAnnotationType().asElement())).toList();
        return !all.isEmpty()
                && all.stream()
                        .allMatch(type -> Classes.of(type)
                                .filter(validator -> !isForValues(validator))
                                .isPresent());
    }

    private static boolean isForValues(TypeElement validator) {
        Optional<AnnotationMirror> target = Annotations.named(validator, TARGET);
        return target.isEmpty()
                || Annotations.list(target.get(), "value").stream()
                        .map(AnnotationValue::getValue)
                        .anyMatch(it -> it.toString().endsWith("ANNOTATED_ELEMENT"));
    }

    /**
     * Returns the rule that calls the validator. If no validator can be used, reports the annotation and returns empty.
     *
     * @param annotation annotation on the subject; mistakes are reported at this annotation
     * @param mirror the constraint: the annotation itself, or a part of a composed annotation
     */
    Optional<Rule.Custom> read(
            Subject subject, AnnotationMirror annotation, AnnotationMirror mirror, List<AnnotationValue> listed) {
        List<TypeMirror> all = types(listed).toList();
        ValidatorRules rules = new ValidatorRules(scope, subject, annotation);
        if (all.size() < listed.size()) {
            rules.reportMissing(mirror);
            return Optional.empty();
        }
        if (isCrossParameter(mirror)) {
            scope.report(
                    ConstraintMessage.CROSS_PARAMETER,
                    subject.place(annotation),
                    Annotations.simpleName(mirror),
                    subject.name());
            return Optional.empty();
        }
        return choose(subject, annotation, mirror, all)
                .filter(it -> rules.isUsable(it.type(), mirror))
                .filter(it -> new AnnotationRules(scope, subject, annotation).allow(mirror))
                .map(it -> new Rule.Custom(it.type(), mirror));
    }

    private Optional<Candidate> choose(
            Subject subject, AnnotationMirror annotation, AnnotationMirror mirror, List<TypeMirror> listed) {
        TypeMirror value = boxed(subject.type());
        List<Candidate> all = listed.stream()
                .flatMap(type -> candidate(type, mirror.getAnnotationType()).stream())
                .toList();
        List<Candidate> fitting = all.stream()
                .filter(it -> scope.types().isSubtype(value, it.validated()))
                .toList();
        List<Candidate> best = fitting.stream()
                .filter(it ->
                        fitting.stream().allMatch(other -> scope.types().isSubtype(it.validated(), other.validated())))
                .toList();
        if (best.size() == 1) {
            return Optional.of(best.get(0));
        }
        scope.report(
                fitting.isEmpty() ? ConstraintMessage.NO_VALIDATOR : ConstraintMessage.AMBIGUOUS_VALIDATOR,
                subject.place(annotation),
                Annotations.simpleName(mirror),
                subject.name(),
                Place.describe(value),
                fitting.isEmpty()
                        ? validated(all)
                        : described(fitting.stream().map(it -> it.type().asType())));
        return Optional.empty();
    }

    private static String validated(List<Candidate> all) {
        return all.isEmpty() ? "other annotations" : described(all.stream().map(Candidate::validated));
    }

    private static String described(Stream<TypeMirror> types) {
        return types.map(Place::describe).collect(Collectors.joining(", "));
    }

    private Optional<Candidate> candidate(TypeMirror type, TypeMirror annotation) {
        return Classes.of(type)
                .filter(ValidatorReader::isForValues)
                .flatMap(validator -> scope.supertype(validator.asType(), VALIDATOR)
                        .map(DeclaredType::getTypeArguments)
                        .filter(arguments -> arguments.size() == 2)
                        .filter(arguments -> scope.types().isSubtype(annotation, arguments.get(0)))
                        .map(arguments -> new Candidate(validator, arguments.get(1))));
    }

    private TypeMirror boxed(TypeMirror type) {
        return type instanceof PrimitiveType primitive
                ? scope.types().boxedClass(primitive).asType()
                : type;
    }
}
