package dev.interlock.processor.testing.shapes;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes the random choices for one application. The same seed gives the same choices. */
final class Draw {
    private final Random random;
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private int number;

    Draw(long seed) {
        // The multiplication is needed, because generators with similar seeds return similar first numbers.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** Returns true in one of {@code draws} calls on average. */
    boolean oneIn(int draws) {
        return random.nextInt(draws) == 0;
    }

    /**
     * Returns true in one of {@code draws} calls on average. If true, records that the application contains the kind.
     */
    boolean oneIn(int draws, Kind kind) {
        boolean isDrawn = oneIn(draws);
        if (isDrawn) {
            note(kind);
        }
        return isDrawn;
    }

    /** Returns a number from 0 to the limit, both inclusive. */
    int upTo(int limit) {
        return random.nextInt(limit + 1);
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Returns a number that is not used elsewhere in the application. */
    int number() {
        return ++number;
    }

    /** Records that the application contains a kind of shape. */
    void note(Kind kind) {
        kinds.add(kind);
    }

    /** Returns the kinds of shapes that the application contains. */
    Set<Kind> kinds() {
        return kinds;
    }
}
