package dev.interlock.proto;

import java.util.Arrays;

/**
 * The numbers of the constants of an enum of Java that stands for one of protobuf: a table, made when generated code is
 * initialized.
 *
 * @param <C> the enum
 */
@SuppressWarnings("EnumOrdinal") // A table for as long as the process runs is what ordinals are good for.
public final class EnumNumbers<C extends Enum<C>> {
    /** Of a constant without number; no number is as small. */
    private static final long NONE = Long.MIN_VALUE;

    private final long[] byOrdinal;

    /** A table without numbers. */
    public EnumNumbers(Class<C> type) {
        byOrdinal = new long[type.getEnumConstants().length];
        Arrays.fill(byOrdinal, NONE);
    }

    /** Gives a constant its number. */
    public EnumNumbers<C> with(C constant, int number) {
        byOrdinal[constant.ordinal()] = number;
        return this;
    }

    /**
     * The number of a constant.
     *
     * @throws IllegalArgumentException when it has none, such as the one for numbers that are not known
     */
    public int of(C constant) {
        long number = byOrdinal[constant.ordinal()];
        if (number == NONE) {
            throw new IllegalArgumentException(constant + " stands for no number: write one that does");
        }
        return (int) number;
    }
}
