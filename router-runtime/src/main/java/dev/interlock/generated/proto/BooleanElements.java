package dev.interlock.generated.proto;

import dev.interlock.proto.RepeatedBoolean;
import java.util.Objects;

/** A repeated field of {@code bool}. */
final class BooleanElements implements RepeatedBoolean {
    private final Tape tape;
    private int vector;

    BooleanElements(Tape tape) {
        this.tape = tape;
    }

    /** Moves these elements to the field in a slot. */
    BooleanElements at(int slot) {
        vector = tape.handOutVector(this, (int) tape.at(slot));
        return this;
    }

    @Override
    public int size() {
        return (int) tape.at(vector);
    }

    @Override
    public boolean get(int index) {
        return tape.booleanAt(vector + 1 + Objects.checkIndex(index, size()));
    }

    @Override
    public boolean[] toArray() {
        boolean[] elements = new boolean[size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = tape.booleanAt(vector + 1 + i);
        }
        return elements;
    }
}
