package dev.interlock.proto;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pool of the objects of one kind that a message hands out. Each object stands for one place of the message, and keeps
 * its content while the message is read. The next message reuses the objects.
 *
 * <p>A message with more than {@link #MOST} places gets new objects for the others. The pool does not keep those.
 *
 * @param <T> type of the objects
 */
final class HandOuts<T> {
    /** Largest number of objects that the pool keeps for the next message. */
    static final int MOST = 16 * 1024;

    private static final int USUAL = 8;

    /** Approximate bytes of a reference. References are compressed in heaps below 32 GiB. */
    private static final int REFERENCE_BYTES = 4;

    private final Tape tape;
    private final Function<Tape, ? extends T> maker;
    /** Objects by number, from 1. Each is created when it is first needed. */
    private @Nullable Object[] objects = {};
    /** Number of objects that the current message uses. */
    private int used;
    /** Message to which {@link #used} belongs. */
    private long generation;

    HandOuts(Tape tape, Function<Tape, ? extends T> maker) {
        this.tape = tape;
        this.maker = maker;
    }

    /**
     * Reserves objects for the current message, one for each place.
     *
     * @return number of the first object, at least 1; the other numbers follow it
     */
    int reserve(int count) {
        if (generation != tape.generation) {
            generation = tape.generation;
            used = 0;
        }
        int first = used + 1;
        used = (int) Math.min((long) used + count, MOST);
        return first;
    }

    /**
     * Returns the object with a reserved number. For one message this is always the same object, unless the pool does
     * not keep it.
     *
     * @param slot slot of the element that the object stands for, or 0 if there is none
     */
    @SuppressWarnings("unchecked") // The pool holds only objects of the maker.
    T get(int number, int slot) {
        @Nullable Object[] made = objects;
        if (number < made.length) {
            Object known = made[number];
            if (known != null) {
                return (T) known;
            }
        }
        return make(number, slot);
    }

    private T make(int number, int slot) {
        int before = tape.pools.bytes();
        T fresh = maker.apply(tape);
        // In strict mode each object belongs to one request.
        tape.handOut(fresh, fresh instanceof RecordView ? (int) tape.at(slot) : Tape.NOWHERE);
        if (number <= MOST) {
            tape.pools.kept(tape.pools.bytes() - before);
            if (number >= objects.length) {
                grow(Math.min(Math.max(USUAL, 2 * number), MOST + 1));
            }
            objects[number] = fresh;
        }
        return fresh;
    }

    private void grow(int length) {
        tape.pools.replaced(REFERENCE_BYTES * objects.length, REFERENCE_BYTES * length);
        objects = Arrays.copyOf(objects, length);
    }
}
