package dev.interlock.generated.proto;

import java.util.function.IntFunction;

/**
 * A repeated field of an enum.
 *
 * @param <E> the Java enum
 */
final class EnumElements<E> extends Elements<E> {
    private final IntFunction<E> constants;

    /**
     * Creates elements that read fields from a tape.
     *
     * @param constants function that returns the constant with a number
     */
    EnumElements(Tape tape, IntFunction<E> constants) {
        super(tape);
        this.constants = constants;
    }

    @Override
    E read(int slot) {
        return constants.apply((int) tape.at(slot));
    }
}
