package dev.interlock.proto;

import java.util.Iterator;
import java.util.Objects;

/** Elements of a vector on a tape. */
abstract class Elements<E> implements Repeated<E> {
    /** Approximate heap bytes of a vector. */
    private static final int BYTES = 32;

    final Tape tape;
    int vector;

    Elements(Tape tape) {
        this.tape = tape;
        tape.pools.made(BYTES);
    }

    @Override
    public final int size() {
        return (int) tape.at(vector);
    }

    @Override
    public final E get(int index) {
        return read(vector + 1 + Objects.checkIndex(index, size()));
    }

    /** Returns the element in a slot. */
    abstract E read(int slot);

    /** Returns the element at an index without moving objects that were handed out. */
    Object detached(int index) {
        return Objects.requireNonNull(get(index));
    }

    @Override
    public final Iterator<E> iterator() {
        tape.checkLive(this);
        @SuppressWarnings("unchecked") // All elements are of this type.
        Iterator<E> fresh = (Iterator<E>) tape.pools.cursor().over(this);
        return fresh;
    }
}
