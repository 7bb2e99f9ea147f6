package dev.interlock.generated.proto;

import dev.interlock.proto.RepeatedLong;
import java.util.Objects;

/** A repeated field of 64-bit numbers, or of unsigned 32-bit numbers. */
final class LongElements implements RepeatedLong {
    private final Tape tape;
    private int vector;

    LongElements(Tape tape) {
        this.tape = tape;
    }

    /** Moves these elements to the field in a slot. */
    LongElements at(int slot) {
        vector = tape.handOutVector(this, (int) tape.at(slot));
        return this;
    }

    @Override
    public int size() {
        return (int) tape.at(vector);
    }

    @Override
    public long get(int index) {
        return tape.longAt(vector + 1 + Objects.checkIndex(index, size()));
    }

    @Override
    public long[] toArray() {
        long[] elements = new long[size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = tape.longAt(vector + 1 + i);
        }
        return elements;
    }
}
