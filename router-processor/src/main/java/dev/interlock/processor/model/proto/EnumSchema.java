package dev.interlock.processor.model.proto;

import java.util.List;
import java.util.stream.IntStream;

/**
 * An enum as its {@code .proto} declares it.
 *
 * @param name its full name
 * @param closed whether a number without a constant counts as a field that is unknown
 * @param constants in the order of the {@code .proto}; aliases included
 */
public record EnumSchema(String name, boolean closed, List<Constant> constants, Origin origin) {
    public EnumSchema {
        constants = List.copyOf(constants);
    }

    /** The numbers that have a constant, ascending, each once. */
    public IntStream numbers() {
        return constants.stream().mapToInt(Constant::number).sorted().distinct();
    }

    /** A constant of an enum. */
    public record Constant(String name, int number) {}
}
