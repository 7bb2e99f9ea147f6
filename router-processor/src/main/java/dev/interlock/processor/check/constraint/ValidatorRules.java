package dev.interlock.processor.check.constraint;

import dev.interlock.processor.report.ConstraintMessage;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Checks that generated code can create the validator of a constraint. */
public final class ValidatorRules {
    private static final String MISSING_TIP = "list only existing classes in validatedBy";

    private final Scope scope;
    private final Subject subject;
    private final AnnotationMirror annotation;

    /**
     * Creates the rules for one constraint.
     *
     * @param annotation annotation on the subject; mistakes are reported at this annotation
     */
    public ValidatorRules(Scope scope, Subject subject, AnnotationMirror annotation) {
        this.scope = scope;
        this.subject = subject;
        this.annotation = annotation;
    }

    /** Reports that a class in {@code validatedBy} does not exist. */
    public void reportMissing(AnnotationMirror mirror) {
        report(mirror, "a class in validatedBy", new Mistake("it does not exist", MISSING_TIP));
    }

    /** Whether generated code can create a validator. Reports the first reason why it cannot. */
    public boolean isUsable(TypeElement validator, AnnotationMirror mirror) {
        Optional<Mistake> mistake = mistake(validator);
        mistake.ifPresent(it -> report(mirror, Place.describe(validator), it));
        return mistake.isEmpty();
    }

    private void report(AnnotationMirror mirror, String validator, Mistake mistake) {
        scope.report(
                ConstraintMessage.UNUSABLE_VALIDATOR,
                subject.place(annotation),
                validator,
                Annotations.simpleName(mirror),
                mistake.text(),
                mistake.tip());
    }

    private record Mistake(String text, String tip) {}

    /** Returns the reason why generated code cannot create a validator; empty if it can. */
    private Optional<Mistake> mistake(TypeElement validator) {
        if (validator.getModifiers().contains(Modifier.ABSTRACT)) {
            return mistake("it is abstract", "list a subclass of it in validatedBy instead");
        }
        if (isInner(validator)) {
            return mistake("it is an inner class", "make it static");
        }
        return scope.canAccess(validator)
                ? constructorMistake(validator)
                : mistake("it is not accessible", scope.accessTip(validator.asType()));
    }

    private Optional<Mistake> constructorMistake(TypeElement validator) {
        Optional<ExecutableElement> constructor = ElementFilter.constructorsIn(validator.getEnclosedElements()).stream()
                .filter(it -> it.getParameters().isEmpty())
                .findFirst();
        if (constructor.isEmpty()) {
            return mistake("it has no constructor without parameters", "add one");
        }
        if (!scope.canAccessMember(constructor.get())) {
            return mistake("its constructor is not accessible", scope.accessTip(constructor.get()));
        }
        return throwsChecked(constructor.get())
                ? mistake("its constructor may throw a checked exception", "catch it there")
                : Optional.empty();
    }

    private static Optional<Mistake> mistake(String text, String tip) {
        return Optional.of(new Mistake(text, tip));
    }

    private static boolean isInner(TypeElement type) {
        return type.getNestingKind().isNested() && !type.getModifiers().contains(Modifier.STATIC);
    }

    private boolean throwsChecked(ExecutableElement constructor) {
        return constructor.getThrownTypes().stream()
                .anyMatch(it ->
                        !scope.isSubtype(it, "java.lang.RuntimeException") && !scope.isSubtype(it, "java.lang.Error"));
    }
}
