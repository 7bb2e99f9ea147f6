package dev.interlock.processor.check.constraint;

import com.google.auto.common.AnnotationMirrors;
import dev.interlock.processor.report.ConstraintMessage;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Checks that generated code can create an annotation for its validator. Generated code implements the interface of
 * the annotation.
 */
public final class AnnotationRules {
    private final Scope scope;
    private final Subject subject;
    private final AnnotationMirror annotation;

    /**
     * Creates the rules for one constraint.
     *
     * @param annotation annotation of the subject at which mistakes are shown
     */
    public AnnotationRules(Scope scope, Subject subject, AnnotationMirror annotation) {
        this.scope = scope;
        this.subject = subject;
        this.annotation = annotation;
    }

    /**
     * Whether generated code can access all types in the constraint, and the constraint is retained at run time.
     * Reports the first violation.
     */
    public boolean allow(AnnotationMirror mirror) {
        if (!isRetained(mirror)) {
            return refuse(
                    mirror,
                    "it is not retained at run time",
                    "annotate @" + Annotations.simpleName(mirror) + " with @Retention(RetentionPolicy.RUNTIME)");
        }
        Optional<TypeMirror> hidden = hidden(mirror);
        return hidden.isEmpty()
                || refuse(
                        mirror,
                        Place.describe(hidden.get()) + " is not accessible to the generated code",
                        scope.accessTip(hidden.get()));
    }

    private boolean refuse(AnnotationMirror mirror, String mistake, String tip) {
        scope.report(
                ConstraintMessage.UNUSABLE_ANNOTATION,
                subject.place(annotation),
                Annotations.simpleName(mirror),
                subject.name(),
                mistake,
                tip);
        return false;
    }

    private static boolean isRetained(AnnotationMirror mirror) {
        return Annotations.named(mirror.getAnnotationType().asElement(), "java.lang.annotation.Retention")
                .filter(it -> Annotations.constant(it, "value").equals("RUNTIME"))
                .isPresent();
    }

    /**
     * Returns a type in an annotation that generated code cannot access; empty if it can access all. Generated code
     * names the type of each member and the types in the values.
     */
    private Optional<TypeMirror> hidden(AnnotationMirror mirror) {
        Stream<TypeMirror> declared = Stream.concat(
                Stream.of(mirror.getAnnotationType()),
                ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements()).stream()
                        .map(ExecutableElement::getReturnType));
        Stream<TypeMirror> used = AnnotationMirrors.getAnnotationValuesWithDefaults(mirror).values().stream()
                .flatMap(value -> hidden(value).stream());
        return Stream.concat(declared.filter(it -> !scope.canAccess(it)), used).findFirst();
    }

    private Optional<TypeMirror> hidden(AnnotationValue value) {
        if (value.getValue() instanceof List<?> values) {
            return values.stream()
                    .flatMap(it -> hidden((AnnotationValue) it).stream())
                    .findFirst();
        }
        if (value.getValue() instanceof AnnotationMirror mirror) {
            return hidden(mirror);
        }
        Optional<TypeMirror> named = Optional.empty();
        if (value.getValue() instanceof TypeMirror type) {
            named = Optional.of(type);
        } else if (value.getValue() instanceof VariableElement constant) {
            named = Optional.of(constant.asType());
        }
        return named.filter(type -> !scope.canAccess(type));
    }
}
