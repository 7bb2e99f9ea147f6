package dev.interlock.processor.check.constraint;

import dev.interlock.processor.report.ConstraintMessage;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.source.AnnotationAccess;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.type.TypeMirror;

/**
 * Checks that generated code can create an annotation and pass it to a validator. To create an annotation, generated
 * code declares a class that implements the annotation type.
 */
public final class AnnotationRules {
    private final Scope scope;
    private final Subject subject;
    private final AnnotationMirror annotation;

    /**
     * Creates the rules for one constraint.
     *
     * @param annotation annotation on the subject; mistakes are reported at this annotation
     */
    public AnnotationRules(Scope scope, Subject subject, AnnotationMirror annotation) {
        this.scope = scope;
        this.subject = subject;
        this.annotation = annotation;
    }

    /**
     * Whether generated code can access all types in the annotation, and the annotation is retained at run time.
     * Reports the first violation.
     */
    public boolean allow(AnnotationMirror mirror) {
        if (!AnnotationAccess.isRetained(mirror.getAnnotationType().asElement())) {
            return refuse(
                    mirror,
                    "it is not retained at run time",
                    "annotate @" + Annotations.simpleName(mirror) + " with @Retention(RetentionPolicy.RUNTIME)");
        }
        Optional<TypeMirror> hidden = AnnotationAccess.hidden(scope, mirror);
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
}
