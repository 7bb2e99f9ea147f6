package dev.interlock.generated.proto;

import dev.interlock.proto.RepeatedFloat;
import java.util.Objects;

/** A repeated field of {@code float}. */
final class FloatElements implements RepeatedFloat {
    private final Tape tape;
    private int vector;

    FloatElements(Tape tape) {
        this.tape = tape;
    }

    /** Moves these elements to the field in a slot. */
    FloatElements at(int slot) {
        vector = tape.handOutVector(this, (int) tape.at(slot));
        return this;
    }

    @Override
    public int size() {
        return (int) tape.at(vector);
    }

    @Override
    public float get(int index) {
        return tape.floatAt(vector + 1 + Objects.checkIndex(index, size()));
    }

    @Override
    public float[] toArray() {
        float[] elements = new float[size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = tape.floatAt(vector + 1 + i);
        }
        return elements;
    }
}
