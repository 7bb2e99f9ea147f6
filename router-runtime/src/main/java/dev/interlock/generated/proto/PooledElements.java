package dev.interlock.generated.proto;

/** Elements of a repeated field. Each accessed element has its own object, from a pool of the tape. */
abstract class PooledElements<E> extends Elements<E> {
    private final HandOuts<E> objects;

    PooledElements(Tape tape, Class<?> type) {
        super(tape);
        objects = tape.pools.of(type);
    }

    /** Returns the object of the element in a slot. */
    final E object(int slot) {
        if (first == 0) {
            first = objects.reserve(size(), tape.generation);
        }
        int number = first + slot - vector - 1;
        E known = objects.get(number);
        return known == null ? keep(number, slot) : known;
    }

    private E keep(int number, int slot) {
        int before = tape.objects.bytes();
        E fresh = make();
        // Registered only once, because in strict mode no later request uses the object.
        tape.handOut(fresh, firstSlot(slot));
        objects.keep(number, fresh, tape.objects.bytes() - before);
        return fresh;
    }

    /** Creates an object for the pool, and counts its bytes. */
    abstract E make();

    /** Returns the first slot that the object of an element reads. */
    int firstSlot(int slot) {
        return StrictHandOuts.NOWHERE;
    }
}
