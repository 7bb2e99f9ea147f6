package dev.interlock.proto;

/** Elements each of which has an object of its own, from a pool of the tape. */
abstract class PooledElements<E> extends Elements<E> {
    private final HandOuts<E> objects;
    /** Number of the first element's object; 0 before the first one is needed. */
    private int first;
    /** The message that {@link #first} was reserved for. */
    private long generation;

    PooledElements(Tape tape, HandOuts<E> objects) {
        super(tape);
        this.objects = objects;
    }

    /** Points these elements at those of the field in a slot. */
    final void point(int slot) {
        vector = tape.handOutVector(this, (int) tape.at(slot));
        if (generation != tape.generation) {
            generation = tape.generation;
            first = 0;
        }
    }

    /** The object of the element in a slot. */
    final E object(int slot) {
        if (first == 0) {
            first = objects.reserve(size());
        }
        return objects.get(first + slot - vector - 1, slot);
    }
}
