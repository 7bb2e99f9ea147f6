package dev.interlock.processor.model;

import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.type.DeclaredType;

/**
 * A record or class whose members carry constraints.
 *
 * @param name its text, type arguments included, by which others refer to it
 * @param isRecursive whether a value of the type can hold another one
 */
public record CheckedType(String name, DeclaredType type, List<Property> properties, boolean isRecursive) {
    public CheckedType {
        properties = List.copyOf(properties);
    }

    /**
     * A member that is checked.
     *
     * @param element the accessor or field by which it is read
     * @param pointer to it from the value (RFC 6901); empty for one that is about the value as a whole
     * @param isDerived whether a method of the application may compute it from members, which must all be there
     */
    public record Property(Element element, String pointer, boolean isDerived, Checks checks) {}
}
