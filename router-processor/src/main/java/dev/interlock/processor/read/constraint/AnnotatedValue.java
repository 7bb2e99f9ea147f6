package dev.interlock.processor.read.constraint;

import com.google.auto.common.MoreElements;
import dev.interlock.processor.declaration.ConstraintAnnotations;
import dev.interlock.processor.source.Accessors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * A value with what the source says of it.
 *
 * @param element where it stands
 * @param annotations on it
 * @param declared its type as the source has it, with annotations within
 * @param actual its type with type arguments in the place of type variables
 * @param isOfBody whether it is the body or an element of the body, but not a member: the body is checked without
 *     {@code @Valid}
 */
record AnnotatedValue(
        Element element, List<AnnotationMirror> annotations, TypeMirror declared, TypeMirror actual, boolean isOfBody) {
    AnnotatedValue {
        annotations = List.copyOf(annotations);
    }

    /** That of a parameter, field, accessor or record component. */
    static AnnotatedValue of(Element element, TypeMirror actual) {
        if (element instanceof RecordComponentElement component) {
            Element field = field(component);
            Element accessor = Accessors.of(component);
            return new AnnotatedValue(
                    field, annotations(field.asType(), field, accessor), field.asType(), actual, false);
        }
        TypeMirror declared = element instanceof ExecutableElement method ? method.getReturnType() : element.asType();
        return new AnnotatedValue(element, annotations(declared, element), declared, actual, false);
    }

    /** The same value as the body. */
    AnnotatedValue ofBody() {
        return new AnnotatedValue(element, annotations, declared, actual, true);
    }

    /** The same value with what is said of it here and not elsewhere; empty if that is nothing. */
    Optional<AnnotatedValue> beyond(AnnotatedValue elsewhere) {
        Set<String> said =
                elsewhere.annotations().stream().map(Object::toString).collect(Collectors.toSet());
        List<AnnotationMirror> more = annotations.stream()
                .filter(annotation -> !said.contains(annotation.toString()))
                .toList();
        boolean isSaid = more.isEmpty()
                && declared.toString().equals(elsewhere.declared().toString());
        return isSaid ? Optional.empty() : Optional.of(new AnnotatedValue(element, more, declared, actual, isOfBody));
    }

    /** The same value, whose members are none of what is checked. */
    AnnotatedValue withoutValid() {
        List<AnnotationMirror> others = annotations.stream()
                .filter(annotation -> !ConstraintAnnotations.isValid(annotation))
                .toList();
        return new AnnotatedValue(element, others, declared, actual, isOfBody);
    }

    /** A value within this one. */
    AnnotatedValue within(TypeMirror declaredThere, TypeMirror actualThere, List<AnnotationMirror> more) {
        List<AnnotationMirror> all = new ArrayList<>(more);
        all.addAll(ConstraintAnnotations.flat(declaredThere.getAnnotationMirrors()));
        return new AnnotatedValue(element, all, declaredThere, actualThere, isOfBody);
    }

    /** Annotations that are for fields and parameters are on the field of a component, not on the component. */
    private static VariableElement field(RecordComponentElement component) {
        TypeElement record = MoreElements.asType(component.getEnclosingElement());
        return ElementFilter.fieldsIn(record.getEnclosedElements()).stream()
                .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Annotations of the declarations, and annotations of the type. An annotation of an array type is about its
     * elements, and does not count.
     */
    private static List<AnnotationMirror> annotations(TypeMirror declared, Element... carriers) {
        Map<String, AnnotationMirror> all = new LinkedHashMap<>();
        for (Element carrier : carriers) {
            addTo(all, carrier);
        }
        if (!(declared instanceof ArrayType)) {
            addTo(all, declared);
        }
        return List.copyOf(all.values());
    }

    private static void addTo(Map<String, AnnotationMirror> all, AnnotatedConstruct construct) {
        List<? extends AnnotationMirror> annotations = construct.getAnnotationMirrors();
        // Most values have no annotation, and most annotations are no constraints.
        if (!annotations.isEmpty()) {
            ConstraintAnnotations.flat(annotations).stream()
                    .filter(ConstraintAnnotations::isRelevant)
                    .forEach(annotation -> all.putIfAbsent(annotation.toString(), annotation));
        }
    }
}
