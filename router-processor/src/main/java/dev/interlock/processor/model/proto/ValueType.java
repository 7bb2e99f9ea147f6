package dev.interlock.processor.model.proto;

import java.util.Optional;
import javax.lang.model.element.TypeElement;

/**
 * The Java type of a value, or of each element of a repeated field.
 *
 * @param constants constants of the Java enum if the form is {@link Form#ENUM}
 * @param message interface that reads or writes the message if the form is {@link Form#MESSAGE}
 */
public record ValueType(Form form, Optional<EnumConstants> constants, Optional<TypeElement> message) {
    /** Creates a type for a form that needs neither enum constants nor an interface. */
    public static ValueType of(Form form) {
        return new ValueType(form, Optional.empty(), Optional.empty());
    }

    /** Kinds of Java types. */
    public enum Form {
        /** An int. It can also hold the number of an enum constant. */
        INT,
        /** A long. It can also hold an unsigned 32-bit integer. */
        LONG,
        FLOAT,
        DOUBLE,
        BOOLEAN,
        /** {@code CharSequence}. */
        CHARACTERS,
        /** {@code String}. */
        STRING,
        /** {@code Slice}. For text, it holds the UTF-8 bytes. */
        SLICE,
        /** {@code byte[]}. */
        BYTES,
        /** A Java enum. */
        ENUM,
        /** A {@code @ProtoView} or {@code @ProtoWriter} interface. */
        MESSAGE
    }
}
