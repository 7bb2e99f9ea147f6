package dev.interlock.processor.digest;

import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.runtime.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;

/**
 * Facts about an annotation type that digests depend on.
 *
 * @param name qualified name of the annotation type
 * @param targets names of the constants of {@code ElementType}; empty if the annotation is allowed at all declarations
 * @param isInClassFiles whether class files contain the annotation
 * @param isConstraint whether the annotation is a constraint of {@code jakarta.validation}, or is composed of
 *     constraints
 * @param isBinding whether the annotation adds a filter to routes
 */
record AnnotationUse(
        String name, Set<String> targets, boolean isInClassFiles, boolean isConstraint, boolean isBinding) {
    private static final String CONSTRAINT = "jakarta.validation.Constraint";
    private static final String BINDING = RuntimeNames.ANNOTATIONS + RuntimeAnnotations.FILTER_BINDING;
    private static final String USE_FILTERS = RuntimeNames.ANNOTATIONS + RuntimeAnnotations.USE_FILTERS;

    static AnnotationUse of(AnnotationMirror annotation) {
        Element type = annotation.getAnnotationType().asElement();
        Set<String> targets = value(type, "java.lang.annotation.Target").stream()
                .flatMap(AnnotationUse::elements)
                .map(AnnotationUse::constant)
                .collect(Collectors.toSet());
        boolean isOfSource = value(type, "java.lang.annotation.Retention").stream()
                .anyMatch(policy -> constant(policy).equals("SOURCE"));
        return new AnnotationUse(
                AnnotationNames.of(annotation),
                targets,
                !isOfSource,
                AnnotationNames.has(type, CONSTRAINT),
                AnnotationNames.has(type, BINDING));
    }

    /** Whether the annotation adds filters to routes. The order of these annotations matters. */
    boolean addsFilters() {
        return isBinding || name.equals(USE_FILTERS);
    }

    /** Whether this annotation marks another annotation as a constraint and names its validators. */
    boolean isConstraintMark() {
        return name.equals(CONSTRAINT);
    }

    /**
     * Whether the annotation is allowed at a kind of element. Compilers sometimes copy an annotation to a part of a
     * record where the annotation is not allowed.
     */
    boolean appliesTo(ElementKind kind) {
        if (targets.isEmpty()) {
            return true;
        }
        return switch (kind) {
            case ENUM_CONSTANT -> targets.contains("FIELD");
            case CLASS, INTERFACE, ENUM, RECORD -> targets.contains("TYPE");
            case ANNOTATION_TYPE -> targets.contains("TYPE") || targets.contains("ANNOTATION_TYPE");
            default -> targets.contains(kind.name());
        };
    }

    /**
     * If the annotation is a container of repeated annotations, returns the repeated annotations. Otherwise returns the
     * annotation itself. The result is the same whether or not a source writes the container.
     */
    static List<AnnotationMirror> flat(AnnotationMirror annotation) {
        List<AnnotationMirror> repeated = new ArrayList<>();
        annotation.getElementValues().forEach((member, value) -> {
            if (value.getValue() instanceof List<?> list
                    && member.getSimpleName().contentEquals("value")) {
                for (Object each : list) {
                    if (((AnnotationValue) each).getValue() instanceof AnnotationMirror inner
                            && isContainer(annotation, inner)) {
                        repeated.add(inner);
                    }
                }
            }
        });
        return repeated.isEmpty() ? List.of(annotation) : repeated;
    }

    private static boolean isContainer(AnnotationMirror container, AnnotationMirror repeated) {
        Element type = container.getAnnotationType().asElement();
        return value(repeated.getAnnotationType().asElement(), "java.lang.annotation.Repeatable").stream()
                .anyMatch(value -> value.getValue() instanceof DeclaredType declared
                        && declared.asElement().equals(type));
    }

    /** Returns the value of an annotation on an annotation type; empty if the type does not have the annotation. */
    private static Optional<AnnotationValue> value(Element type, String annotation) {
        return type.getAnnotationMirrors().stream()
                .filter(mirror -> AnnotationNames.of(mirror).equals(annotation))
                .flatMap(mirror -> mirror.getElementValues().entrySet().stream())
                .filter(member -> member.getKey().getSimpleName().contentEquals("value"))
                .<AnnotationValue>map(Map.Entry::getValue)
                .findFirst();
    }

    /** Returns the elements of an array value. Returns any other value itself. */
    static Stream<AnnotationValue> elements(AnnotationValue value) {
        return value.getValue() instanceof List<?> list
                ? list.stream().map(AnnotationValue.class::cast)
                : Stream.of(value);
    }

    private static String constant(AnnotationValue value) {
        return value.getValue() instanceof VariableElement constant
                ? constant.getSimpleName().toString()
                : "";
    }
}
