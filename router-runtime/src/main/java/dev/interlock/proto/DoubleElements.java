package dev.interlock.proto;

import java.util.Objects;

/** A repeated field of {@code double}. */
public final class DoubleElements implements RepeatedDouble {
    private final Tape tape;
    private int vector;

    /** Creates elements that read fields from a tape. */
    public DoubleElements(Tape tape) {
        this.tape = tape;
    }

    /** Moves these elements to the field in a slot. */
    public DoubleElements at(int slot) {
        vector = tape.handOutVector(this, (int) tape.at(slot));
        return this;
    }

    @Override
    public int size() {
        return (int) tape.at(vector);
    }

    @Override
    public double get(int index) {
        return Slots.doubleAt(tape, vector + 1 + Objects.checkIndex(index, size()));
    }

    @Override
    public double[] toArray() {
        double[] elements = new double[size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Slots.doubleAt(tape, vector + 1 + i);
        }
        return elements;
    }
}
