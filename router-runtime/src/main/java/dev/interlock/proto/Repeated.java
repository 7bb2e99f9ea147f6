package dev.interlock.proto;

import java.util.Iterator;

/**
 * Elements of a repeated field: messages, strings, bytes or enum constants, in the order of their arrival.
 *
 * <p>They belong to the view that handed them out, and are valid as long as the view is. Each view,
 * {@code CharSequence} or {@code Slice} among them is an object of its own, and keeps its content until then. These
 * objects come from a pool: 16,384 of each kind allocate nothing, and further ones are created each time. Elements of
 * type {@code String} or {@code byte[]} are always created. Not safe for use by several threads.
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

    /** Iterates from the first element on. Each call returns another iterator. */
    @Override
    Iterator<E> iterator();
}
