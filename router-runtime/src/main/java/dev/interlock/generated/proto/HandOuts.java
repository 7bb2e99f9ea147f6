package dev.interlock.generated.proto;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pool of objects of one kind, such as the texts of repeated fields. While a message is read, each object belongs to
 * one element of the message and keeps its content. The next message reuses the objects.
 *
 * <p>If a message needs more than {@link #MOST} objects, further objects are created at each access, and the pool does
 * not keep them.
 *
 * @param <T> type of the objects
 */
final class HandOuts<T> {
    /** Largest number of objects that the pool keeps for the next message. */
    static final int MOST = 16 * 1024;

    private static final int USUAL = 8;

    /** Approximate bytes of a reference. References are compressed in heaps below 32 GiB. */
    private static final int REFERENCE_BYTES = 4;

    private final ObjectMemory memory;
    /** Objects by number, from 1. Each is created when it is first needed. */
    private @Nullable Object[] objects = {};
    /** Number of objects that the current message uses. */
    private int used;
    /** Generation of the message to which {@link #used} belongs. */
    private long generation;

    HandOuts(ObjectMemory memory) {
        this.memory = memory;
    }

    /**
     * Reserves numbers of objects for a message.
     *
     * @param message {@linkplain Tape#generation generation} of the current message
     * @return first of the reserved numbers, at least 1; the other numbers follow it
     */
    int reserve(int count, long message) {
        if (generation != message) {
            generation = message;
            used = 0;
        }
        int first = used + 1;
        used = (int) Math.min((long) used + count, MOST);
        return first;
    }

    /** Returns the object with a reserved number, or null if the pool has no object with this number. */
    @SuppressWarnings("unchecked") // The pool holds only objects of this type.
    @Nullable
    T get(int number) {
        @Nullable Object[] made = objects;
        return number < made.length ? (T) made[number] : null;
    }

    /**
     * Keeps an object under its number, unless the number is too large.
     *
     * @param bytes approximate heap bytes of the object and its parts
     */
    void keep(int number, T fresh, int bytes) {
        if (number > MOST) {
            return;
        }
        memory.kept(bytes);
        if (number >= objects.length) {
            grow(Math.min(Math.max(USUAL, 2 * number), MOST + 1));
        }
        objects[number] = fresh;
    }

    private void grow(int length) {
        memory.replaced(REFERENCE_BYTES * objects.length, REFERENCE_BYTES * length);
        objects = Arrays.copyOf(objects, length);
    }
}
