package dev.interlock.proto;

/** Elements with their own objects, from a pool of the tape. */
abstract class PooledElements<E> extends Elements<E> {
    private final HandOuts<E> objects;
    /** Number of the first element's object, or 0 before the first access. */
    private int first;
    /** Message for which {@link #first} was reserved. */
    private long generation;

    PooledElements(Tape tape, HandOuts<E> objects) {
        super(tape);
        this.objects = objects;
    }

    /** Moves these elements to the field in a slot. */
    final void point(int slot) {
        vector = tape.handOutVector(this, (int) tape.at(slot));
        if (generation != tape.generation) {
            generation = tape.generation;
            first = 0;
        }
    }

    /** Returns the object of the element in a slot. */
    final E object(int slot) {
        if (first == 0) {
            first = objects.reserve(size());
        }
        return objects.get(first + slot - vector - 1, slot);
    }
}
