package dev.interlock.proto;

import java.util.function.IntFunction;

/**
 * A repeated field of an enum.
 *
 * @param <E> the enum of Java
 */
public final class EnumElements<E> extends Elements<E> {
    private final IntFunction<E> constants;

    /**
     * The elements of fields on a tape.
     *
     * @param constants gives the constant for a number
     */
    public EnumElements(Tape tape, IntFunction<E> constants) {
        super(tape);
        this.constants = constants;
    }

    /** Points these elements to the field in a slot. */
    public EnumElements<E> at(int slot) {
        vector = tape.handOutVector(this, (int) tape.at(slot));
        return this;
    }

    @Override
    E read(int slot) {
        return constants.apply((int) tape.at(slot));
    }
}
