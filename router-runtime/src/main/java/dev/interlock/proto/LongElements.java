package dev.interlock.proto;

import java.util.Objects;

/** A repeated field of 64-bit numbers, or of unsigned 32-bit numbers. */
public final class LongElements implements RepeatedLong {
    private final Tape tape;
    private int vector;

    /** Creates elements that read fields from a tape. */
    public LongElements(Tape tape) {
        this.tape = tape;
    }

    /** Moves these elements to the field in a slot. */
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
