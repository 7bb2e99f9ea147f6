package dev.interlock.proto;

import java.util.Iterator;

/**
 * The elements of a repeated field: messages, strings, bytes or enum constants, in the order in which they came.
 *
 * <p>It and its elements belong to the view that handed it out and are valid as long as that is. Each element that is a
 * view, a {@code CharSequence} or a {@code Slice} has an object of its own, which keeps its content until then. These
 * objects come from a pool and go back to it: 16,384 of each kind allocate nothing, and more of them are new ones each
 * time. Elements that are {@code String} or {@code byte[]} are always new ones. Not safe for use by several threads.
 *
 * @param <E> type of the elements
 */
public interface Repeated<E> extends Iterable<E> {
    /** Number of elements. */
    int size();

    default boolean isEmpty() {
        return size() == 0;
    }

    /**
     * The element at a place.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index < size()}
     */
    E get(int index);

    /** From the first element on; another iterator each time. */
    @Override
    Iterator<E> iterator();
}
