package dev.interlock.proto;

import java.util.Arrays;

/** The numbers of the constants of a closed enum: a field with another number counts as one that is not known. */
public final class ClosedEnum {
    /** Numbers from 0 to 63 have bits. */
    private final long small;

    private final int[] others;

    private ClosedEnum(int[] numbers) {
        long bits = 0;
        for (int number : numbers) {
            bits |= number >>> 6 == 0 ? 1L << number : 0;
        }
        small = bits;
        others = Arrays.stream(numbers)
                .filter(number -> number >>> 6 != 0)
                .sorted()
                .toArray();
    }

    /** The constants with the numbers. */
    public static ClosedEnum of(int... numbers) {
        return new ClosedEnum(numbers);
    }

    /** Whether a constant has the number. */
    public boolean has(int number) {
        return number >>> 6 == 0 ? (small >>> number & 1) != 0 : Arrays.binarySearch(others, number) >= 0;
    }
}
