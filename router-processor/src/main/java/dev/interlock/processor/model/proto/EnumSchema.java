package dev.interlock.processor.model.proto;

import java.util.List;
import java.util.stream.IntStream;

/**
 * An enum that a {@code .proto} declares.
 *
 * @param name full name of the enum
 * @param closed whether a field of this enum counts as an unknown field if its number has no constant
 * @param constants constants in the order of the {@code .proto}, including aliases
 */
public record EnumSchema(String name, boolean closed, List<Constant> constants, Origin origin) {
    public EnumSchema {
        constants = List.copyOf(constants);
    }

    /** Returns the numbers of the constants, in ascending order without duplicates. */
    public IntStream numbers() {
        return constants.stream().mapToInt(Constant::number).sorted().distinct();
    }

    /** A constant of an enum. */
    public record Constant(String name, int number) {}
}
