package dev.interlock.generated.proto;

import dev.interlock.proto.RepeatedInt;
import java.util.Objects;

/** A repeated field of 32-bit numbers. */
final class IntElements implements RepeatedInt {
    private final Tape tape;
    private int vector;

    IntElements(Tape tape) {
        this.tape = tape;
    }

    /** Moves these elements to the field in a slot. */
    IntElements at(int slot) {
        vector = tape.handOutVector(this, (int) tape.at(slot));
        return this;
    }

    @Override
    public int size() {
        return (int) tape.at(vector);
    }

    @Override
    public int get(int index) {
        return tape.intAt(vector + 1 + Objects.checkIndex(index, size()));
    }

    @Override
    public int[] toArray() {
        int[] elements = new int[size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = tape.intAt(vector + 1 + i);
        }
        return elements;
    }
}
