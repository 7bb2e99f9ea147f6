package dev.interlock.processor.model.proto;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/**
 * A Java enum that represents a protobuf enum or the members of a oneof.
 *
 * @param constants constants by ascending number, one for each number; for a oneof, the number is the field number, or
 *     0 if no field is set
 * @param unrecognized name of the constant that stands for all unknown numbers; empty if there is no such constant
 */
public record EnumConstants(TypeElement type, List<Constant> constants, Optional<String> unrecognized) {
    public EnumConstants {
        constants = List.copyOf(constants);
    }

    /**
     * A Java constant and its number.
     *
     * @param name name of the constant in Java
     */
    public record Constant(String name, int number) {}
}
