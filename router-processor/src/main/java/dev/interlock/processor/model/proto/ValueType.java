package dev.interlock.processor.model.proto;

import java.util.Optional;
import javax.lang.model.element.TypeElement;

/**
 * The type that a value, or each element of a repeated field, has in Java.
 *
 * @param constants where the form is {@link Form#ENUM}
 * @param message the interface that views or writes it, where the form is {@link Form#MESSAGE}
 */
public record ValueType(Form form, Optional<EnumConstants> constants, Optional<TypeElement> message) {
    /** One that its form describes in full. */
    public static ValueType of(Form form) {
        return new ValueType(form, Optional.empty(), Optional.empty());
    }

    /** What kind of type it is. */
    public enum Form {
        /** Also the number of an enum constant. */
        INT,
        /** Also an unsigned integer of 32 bits by its value. */
        LONG,
        FLOAT,
        DOUBLE,
        BOOLEAN,
        /** {@code CharSequence}. */
        CHARACTERS,
        /** {@code String}. */
        STRING,
        /** {@code Slice}: of text the UTF-8. */
        SLICE,
        /** {@code byte[]}. */
        BYTES,
        /** An enum of Java. */
        ENUM,
        /** A {@code @ProtoView} or {@code @ProtoWriter} interface. */
        MESSAGE
    }
}
