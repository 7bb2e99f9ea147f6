package dev.interlock.proto;

import dev.interlock.bytes.Slice;
import java.util.Objects;

/** A repeated field of bytes or text: one slice, pointed at one after the other. */
public final class SliceElements extends Elements<Slice> {
    private final Slice element = new Slice();

    /** The elements of fields on a tape. */
    public SliceElements(Tape tape) {
        super(tape);
    }

    /** These elements, pointed at those of the field in a slot. */
    public SliceElements at(int slot) {
        vector = (int) tape.at(slot);
        return this;
    }

    @Override
    Slice read(int slot) {
        return Slots.sliceAt(tape, slot, element);
    }

    @Override
    Slice detached(int index) {
        byte[] bytes = Slots.bytesAt(tape, vector + 1 + Objects.checkIndex(index, size()));
        return new Slice().wrap(bytes, 0, bytes.length);
    }
}
