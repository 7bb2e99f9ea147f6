package dev.interlock.proto;

import dev.interlock.bytes.Slice;
import java.util.Objects;

/** A repeated field of bytes or text, with a slice for each accessed element. */
public final class SliceElements extends PooledElements<Slice> {
    /** Creates elements that read fields from a tape. */
    public SliceElements(Tape tape) {
        super(tape, tape.pools.slices());
    }

    /** Moves these elements to the field in a slot. */
    public SliceElements at(int slot) {
        point(slot);
        return this;
    }

    @Override
    Slice read(int slot) {
        return Slots.sliceAt(tape, slot, object(slot));
    }

    @Override
    Slice detached(int index) {
        byte[] bytes = Slots.bytesAt(tape, vector + 1 + Objects.checkIndex(index, size()));
        return new Slice().wrap(bytes, 0, bytes.length);
    }
}
