package dev.interlock.generated.proto;

import dev.interlock.proto.RepeatedDouble;
import java.util.Objects;

/** A repeated field of {@code double}. */
final class DoubleElements implements RepeatedDouble {
    private final Tape tape;
    private int vector;

    DoubleElements(Tape tape) {
        this.tape = tape;
    }

    /** Moves these elements to the field in a slot. */
    DoubleElements at(int slot) {
        vector = tape.handOutVector(this, (int) tape.at(slot));
        return this;
    }

    @Override
    public int size() {
        return (int) tape.at(vector);
    }

    @Override
    public double get(int index) {
        return tape.doubleAt(vector + 1 + Objects.checkIndex(index, size()));
    }

    @Override
    public double[] toArray() {
        double[] elements = new double[size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = tape.doubleAt(vector + 1 + i);
        }
        return elements;
    }
}
