package dev.interlock.processor.declaration;

import dev.interlock.processor.source.Annotations;
import java.util.List;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;

/** Recognizes the annotations of {@code jakarta.validation}. */
public final class ConstraintAnnotations {
    public static final String CONSTRAINT = "jakarta.validation.Constraint";
    public static final String CONVERT_GROUP = "jakarta.validation.groups.ConvertGroup";
    /** Prefix of the names of these annotations before Java EE became Jakarta EE. */
    public static final String OLD_PACKAGE = "javax.validation.";

    private static final String VALID = "jakarta.validation.Valid";

    private ConstraintAnnotations() {}

    /** Returns the annotations, with the contents of each container annotation in place of the container. */
    public static List<AnnotationMirror> flat(List<? extends AnnotationMirror> annotations) {
        return annotations.stream()
                .flatMap(annotation -> unlisted(annotation).stream())
                .toList();
    }

    private static List<AnnotationMirror> unlisted(AnnotationMirror annotation) {
        // A constraint is never a container. It may have a member with other constraints, but only its validator reads
        // them.
        if (isConstraint(annotation)) {
            return List.of(annotation);
        }
        List<AnnotationMirror> listed = annotation.getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals("value")
                        && entry.getValue().getValue() instanceof List)
                .flatMap(entry -> ((List<?>) entry.getValue().getValue()).stream())
                .map(value -> ((AnnotationValue) value).getValue())
                .filter(AnnotationMirror.class::isInstance)
                .map(AnnotationMirror.class::cast)
                .filter(ConstraintAnnotations::isRelevant)
                .toList();
        return listed.isEmpty() ? List.of(annotation) : listed;
    }

    /**
     * Whether an annotation is a constraint, {@code @Valid}, {@code @ConvertGroup}, or an annotation of {@code
     * javax.validation}.
     */
    public static boolean isRelevant(AnnotationMirror annotation) {
        String name = Annotations.qualifiedName(annotation);
        return name.equals(VALID)
                || name.equals(CONVERT_GROUP)
                || name.startsWith(OLD_PACKAGE)
                || isConstraint(annotation);
    }

    public static boolean isConstraint(AnnotationMirror annotation) {
        return has(annotation.getAnnotationType().asElement(), CONSTRAINT);
    }

    public static boolean isValid(AnnotationMirror annotation) {
        return Annotations.qualifiedName(annotation).equals(VALID);
    }

    /** Whether an element carries the annotation with a qualified name. */
    public static boolean has(AnnotatedConstruct element, String annotation) {
        return element.getAnnotationMirrors().stream()
                .anyMatch(it -> Annotations.qualifiedName(it).equals(annotation));
    }
}
