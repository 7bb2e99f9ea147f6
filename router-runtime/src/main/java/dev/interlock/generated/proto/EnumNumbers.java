package dev.interlock.generated.proto;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Table of the protobuf numbers of a Java enum's constants; see {@link Wire#numbers(Class, List, int...)}.
 *
 * @param <C> the enum
 */
@SuppressWarnings("EnumOrdinal") // The table is never stored, so its ordinals cannot become outdated.
final class EnumNumbers<C extends Enum<C>> implements ToIntFunction<C> {
    /** Stands for the missing number of a constant. It is below all numbers. */
    private static final long NONE = Long.MIN_VALUE;

    private final long[] byOrdinal;

    EnumNumbers(Class<C> type, List<C> constants, int... numbers) {
        byOrdinal = new long[type.getEnumConstants().length];
        Arrays.fill(byOrdinal, NONE);
        for (int i = 0; i < numbers.length; i++) {
            byOrdinal[constants.get(i).ordinal()] = numbers[i];
        }
    }

    @Override
    public int applyAsInt(C constant) {
        long number = byOrdinal[constant.ordinal()];
        if (number == NONE) {
            throw new IllegalArgumentException(constant + " has no protobuf number: write another constant");
        }
        return (int) number;
    }
}
