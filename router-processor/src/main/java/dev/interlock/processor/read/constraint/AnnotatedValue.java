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
 * @param isOfBody whether the value is the request body or one of its elements; false for members. The members of a
 *     body are checked even without {@code @Valid}.
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

    /** Returns a copy that is marked as the request body. */
    AnnotatedValue ofBody() {
        return new AnnotatedValue(element, annotations, declared, actual, true);
    }

    /**
     * Returns a copy without the annotations that another declaration also has. Empty if no annotation remains and both
     * declarations have the same type.
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

    /** Returns a copy without {@code @Valid}. */
    AnnotatedValue withoutValid() {
        List<AnnotationMirror> others = annotations.stream()
                .filter(annotation -> !ConstraintAnnotations.isValid(annotation))
                .toList();
        return new AnnotatedValue(element, others, declared, actual, isOfBody);
    }

    /**
     * Returns a value that this value contains.
     *
     * @param more annotations on the contained value, in addition to the annotations of its type
     */
    AnnotatedValue within(TypeMirror declaredThere, TypeMirror actualThere, List<AnnotationMirror> more) {
        List<AnnotationMirror> all = new ArrayList<>(more);
        all.addAll(ConstraintAnnotations.flat(declaredThere.getAnnotationMirrors()));
        return new AnnotatedValue(element, all, declaredThere, actualThere, isOfBody);
    }

    /**
     * Returns the field of a record component. The field carries the annotations whose targets include fields but not
     * components.
     */
    private static VariableElement field(RecordComponentElement component) {
        TypeElement record = MoreElements.asType(component.getEnclosingElement());
        return ElementFilter.fieldsIn(record.getEnclosedElements()).stream()
                .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns the annotations of the carriers and of the type, without duplicates. Leaves out the annotations of an
     * array type, because they apply to its elements.
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
        // Most values have no annotations. Skip the stream for them.
        if (!annotations.isEmpty()) {
            ConstraintAnnotations.flat(annotations).stream()
                    .filter(ConstraintAnnotations::isRelevant)
                    .forEach(annotation -> all.putIfAbsent(annotation.toString(), annotation));
        }
    }
}
