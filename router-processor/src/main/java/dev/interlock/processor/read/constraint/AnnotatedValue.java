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
 * A value and its annotations in the source.
 *
 * @param element element that declares the value
 * @param annotations annotations on the value
 * @param declared type of the value in the source, with the annotations within the type
 * @param actual type of the value, with type arguments in place of type variables
 * @param isOfBody whether the value is the body or an element of the body, but not a member. The body needs no {@code
 *     @Valid}
 */
record AnnotatedValue(
        Element element, List<AnnotationMirror> annotations, TypeMirror declared, TypeMirror actual, boolean isOfBody) {
    AnnotatedValue {
        annotations = List.copyOf(annotations);
    }

    /** Creates the value of a parameter, field, accessor or record component. */
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

    /** Returns the same value, marked as the body. */
    AnnotatedValue ofBody() {
        return new AnnotatedValue(element, annotations, declared, actual, true);
    }

    /**
     * Returns the same value with only the annotations that another declaration lacks. Empty if no annotation remains
     * and both declare the same type.
     */
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

    /** Returns the same value without {@code @Valid}, so that its members are not checked. */
    AnnotatedValue withoutValid() {
        List<AnnotationMirror> others = annotations.stream()
                .filter(annotation -> !ConstraintAnnotations.isValid(annotation))
                .toList();
        return new AnnotatedValue(element, others, declared, actual, isOfBody);
    }

    /**
     * Creates a value that this value holds.
     *
     * @param more annotations on the held value, in addition to the annotations of its type
     */
    AnnotatedValue within(TypeMirror declaredThere, TypeMirror actualThere, List<AnnotationMirror> more) {
        List<AnnotationMirror> all = new ArrayList<>(more);
        all.addAll(ConstraintAnnotations.flat(declaredThere.getAnnotationMirrors()));
        return new AnnotatedValue(element, all, declaredThere, actualThere, isOfBody);
    }

    /**
     * Returns the field of a component. Annotations for fields and parameters are on the field, not on the component.
     */
    private static VariableElement field(RecordComponentElement component) {
        TypeElement record = MoreElements.asType(component.getEnclosingElement());
        return ElementFilter.fieldsIn(record.getEnclosedElements()).stream()
                .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns the annotations of the declarations and of the type. Leaves out the annotations of an array type, because
     * they are about the elements of the array.
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
        // Save time: most values have no annotations.
        if (!annotations.isEmpty()) {
            ConstraintAnnotations.flat(annotations).stream()
                    .filter(ConstraintAnnotations::isRelevant)
                    .forEach(annotation -> all.putIfAbsent(annotation.toString(), annotation));
        }
    }
}
