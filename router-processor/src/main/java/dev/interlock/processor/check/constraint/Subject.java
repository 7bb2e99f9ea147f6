package dev.interlock.processor.check.constraint;

import dev.interlock.processor.model.ValueKind;
import dev.interlock.processor.report.Place;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * A value or type that may have constraints.
 *
 * @param element for a value, the parameter, field or accessor that holds it, possibly within a container; for a type,
 *     the class or interface
 */
public record Subject(Element element, TypeMirror type, ValueKind kind) {
    /** Whether the subject is a class or interface. */
    public boolean isType() {
        return element instanceof TypeElement;
    }

    /** Returns the simple name of the element. */
    public Object name() {
        return element.getSimpleName();
    }

    public Place place(AnnotationMirror annotation) {
        return Place.of(element, annotation);
    }

    public Place place(AnnotationMirror annotation, String member) {
        return Place.ofMember(element, annotation, member);
    }

    public String describedType() {
        return Place.describe(type);
    }
}
