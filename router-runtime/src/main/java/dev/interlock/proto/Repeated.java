package dev.interlock.proto;

import java.util.Iterator;

/**
 * Elements of a repeated field, in the order of their arrival: messages, strings, bytes or enum constants.
 *
 * <p>They belong to the view that handed them out, and are valid as long as that view. Each view, {@code CharSequence}
 * and {@code Slice} among them is a separate object, and keeps its content until then. These objects come from a pool:
 * 16,384 of each kind allocate nothing, and further ones are created each time. Elements of type {@code String} or
 * {@code byte[]} are always created. Not safe for use by several threads.
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
     * Returns the element at an index.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index < size()}
     */
    E get(int index);

    /** Returns a new iterator, which starts at the first element. */
    @Override
    Iterator<E> iterator();
}
