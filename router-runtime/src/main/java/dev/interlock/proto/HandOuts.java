package dev.interlock.proto;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one kind that a message hands out, each for one place of the message, so that each keeps its content while
 * the message is read. The next message uses the same objects again.
 *
 * <p>A message that has more than {@link #MOST} places gets new objects for the rest, which nobody keeps.
 *
 * @param <T> type of the objects
 */
final class HandOuts<T> {
    /** Objects that are kept for the next message. */
    static final int MOST = 16 * 1024;

    private static final int USUAL = 8;

    /** About what a reference takes: heaps below 32 GiB have compressed ones. */
    private static final int REFERENCE_BYTES = 4;

    private final Tape tape;
    private final Function<Tape, ? extends T> maker;
    /** By their number, from 1 on; made when they are first needed. */
    private @Nullable Object[] objects = {};
    /** Numbers that the message has. */
    private int used;
    /** The message that {@link #used} counts for. */
    private long generation;

    HandOuts(Tape tape, Function<Tape, ? extends T> maker) {
        this.tape = tape;
        this.maker = maker;
    }

    /**
     * Reserves objects of this message for so many places.
     *
     * @return the number of the first object, at least 1; the others follow it
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
     * The object with a number that was reserved: always the same one for the same message, unless it is not kept.
     *
     * @param slot of the element that it stands for; 0 if it stands for none
     */
    @SuppressWarnings("unchecked") // Only the maker's objects get in.
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
        // Strict mode makes each object anew for one request.
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
