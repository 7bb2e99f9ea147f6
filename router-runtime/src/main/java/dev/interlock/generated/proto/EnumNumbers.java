package dev.interlock.generated.proto;

import java.util.Arrays;

/**
 * Table of the protobuf numbers of a Java enum's constants. Generated code makes it once, when its class is
 * initialized.
 *
 * @param <C> the enum
 */
@SuppressWarnings("EnumOrdinal") // The table is never stored, so its ordinals cannot become outdated.
public final class EnumNumbers<C extends Enum<C>> {
    /** Value for a constant without a number. It is below all numbers. */
    private static final long NONE = Long.MIN_VALUE;

    private final long[] byOrdinal;

    /** Creates a table without numbers. */
    public EnumNumbers(Class<C> type) {
        byOrdinal = new long[type.getEnumConstants().length];
        Arrays.fill(byOrdinal, NONE);
    }

    /** Sets the number of a constant. */
    public EnumNumbers<C> with(C constant, int number) {
        byOrdinal[constant.ordinal()] = number;
        return this;
    }

    /**
     * Returns the number of a constant.
     *
     * @throws IllegalArgumentException if the constant has no number because it stands for unknown numbers
     */
    public int of(C constant) {
        long number = byOrdinal[constant.ordinal()];
        if (number == NONE) {
            throw new IllegalArgumentException(constant + " has no protobuf number: write another constant");
        }
        return (int) number;
    }
}
