package dev.interlock.generated.proto;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Numbers of the constants of a closed enum. A value with another number counts as unknown. */
final class ClosedEnum implements IntPredicate {
    /** Numbers from 0 to 63, as a set of bits: bit n is set if a constant has the number n. */
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

    /** Creates an enum whose constants have the given numbers. */
    static ClosedEnum of(int... numbers) {
        return new ClosedEnum(numbers);
    }

    /**
     * Creates an enum whose constants have the numbers in the given ranges. A range is its first and its last number,
     * as in {@code 0..31 40..40}. Spaces separate ranges.
     */
    static ClosedEnum ofRanges(String... ranges) {
        return new ClosedEnum(Arrays.stream(ranges)
                .flatMap(it -> Arrays.stream(it.split(" ", -1)))
                .flatMapToInt(ClosedEnum::range)
                .toArray());
    }

    private static IntStream range(String range) {
        int dots = range.indexOf("..");
        return IntStream.rangeClosed(
                Integer.parseInt(range, 0, dots, 10), Integer.parseInt(range, dots + 2, range.length(), 10));
    }

    /** Whether a constant has the number. */
    @Override
    public boolean test(int number) {
        return number >>> 6 == 0 ? (small >>> number & 1) != 0 : Arrays.binarySearch(others, number) >= 0;
    }
}
