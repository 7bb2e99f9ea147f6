package dev.interlock.processor.model.proto;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/**
 * An enum of Java that stands for one of protobuf, or for the members of a oneof.
 *
 * @param constants ascending by number, one for each number; of a oneof the numbers are those of the fields, and 0 stands for
 *     none of them
 * @param unrecognized the constant for numbers that have none, where the enum is open
 */
public record EnumConstants(TypeElement type, List<Constant> constants, Optional<String> unrecognized) {
    public EnumConstants {
        constants = List.copyOf(constants);
    }

    /**
     * A constant of Java and its number.
     *
     * @param name of the constant in Java
     */
    public record Constant(String name, int number) {}
}
