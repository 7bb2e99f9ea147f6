package dev.interlock.proto;

import java.util.Objects;

/** A repeated field of numbers of 64 bits, or unsigned ones of 32 bits. */
public final class LongElements implements RepeatedLong {
    private final Tape tape;
    private int vector;

    /** The elements of fields on a tape. */
    public LongElements(Tape tape) {
        this.tape = tape;
    }

    /** Points these elements to the field in a slot. */
    public LongElements at(int slot) {
        vector = tape.handOutVector(this, (int) tape.at(slot));
        return this;
    }

    @Override
    public int size() {
        return (int) tape.at(vector);
    }

    @Override
    public long get(int index) {
        return Slots.longAt(tape, vector + 1 + Objects.checkIndex(index, size()));
    }

    @Override
    public long[] toArray() {
        long[] elements = new long[size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Slots.longAt(tape, vector + 1 + i);
        }
        return elements;
    }
}
