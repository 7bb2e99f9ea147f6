package dev.interlock.proto;

import java.util.function.IntFunction;

/**
 * A repeated field of an enum.
 *
 * @param <E> the Java enum
 */
public final class EnumElements<E> extends Elements<E> {
    private final IntFunction<E> constants;

    /**
     * Creates elements that read fields from a tape.
     *
     * @param constants returns the constant with a number
     */
    public EnumElements(Tape tape, IntFunction<E> constants) {
        super(tape);
        this.constants = constants;
    }

    /** Moves these elements to the field in a slot. */
    public EnumElements<E> at(int slot) {
        vector = tape.handOutVector(this, (int) tape.at(slot));
        return this;
    }

    @Override
    E read(int slot) {
        return constants.apply((int) tape.at(slot));
    }
}
