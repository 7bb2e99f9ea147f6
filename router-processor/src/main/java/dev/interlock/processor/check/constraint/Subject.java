package dev.interlock.processor.check.constraint;

import dev.interlock.processor.model.ValueKind;
import dev.interlock.processor.report.Place;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * A value that constraints may stand on.
 *
 * @param element the parameter, field or accessor whose value it is or is within; or the class or interface that it is
 *     of
 */
public record Subject(Element element, TypeMirror type, ValueKind kind) {
    /** Whether the constraint is on a class or interface. */
    public boolean isType() {
        return element instanceof TypeElement;
    }

    /** The name of the element, as developers know it. */
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
