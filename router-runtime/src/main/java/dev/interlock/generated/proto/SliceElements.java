package dev.interlock.generated.proto;

import dev.interlock.bytes.Slice;
import java.util.Objects;

/** A repeated field of bytes or text, with a slice for each accessed element. */
final class SliceElements extends PooledElements<Slice> {
    /** Approximate number of heap bytes of a slice. */
    private static final int SLICE_BYTES = 32;

    SliceElements(Tape tape) {
        super(tape, Slice.class);
    }

    @Override
    Slice make() {
        tape.objects.made(SLICE_BYTES);
        return new Slice();
    }

    @Override
    Slice read(int slot) {
        return tape.sliceAt(slot, object(slot));
    }

    @Override
    Slice detached(int index) {
        byte[] bytes = tape.bytesAt(vector + 1 + Objects.checkIndex(index, size()));
        return new Slice().wrap(bytes, 0, bytes.length);
    }
}
