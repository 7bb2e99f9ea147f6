package dev.interlock.processor.model;

import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.type.DeclaredType;

/**
 * A record or class whose members have constraints.
 *
 * @param name text of the type with its type arguments, by which other types refer to this type
 * @param isRecursive whether a value of the type can contain another value of the same type
 */
public record CheckedType(String name, DeclaredType type, List<Property> properties, boolean isRecursive) {
    public CheckedType {
        properties = List.copyOf(properties);
    }

    /**
     * A member with constraints.
     *
     * @param element accessor or field that reads the member
     * @param pointer JSON pointer from the value to the member (RFC 6901); empty for a check of the value as a whole
     * @param isDerived whether a method of the application may compute the member from other members; the check then
     *     runs only if no member of the body is missing
     */
    public record Property(Element element, String pointer, boolean isDerived, Checks checks) {}
}
