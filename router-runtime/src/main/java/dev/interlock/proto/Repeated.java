package dev.interlock.proto;

import java.util.Iterator;

/**
 * The elements of a repeated field: messages, strings, bytes or enum constants, in the order in which they came.
 *
 * <p>It and its elements belong to the view that handed it out and are valid as long as that is. Elements that are views,
 * {@code CharSequence} or {@code Slice} are one object that {@link #get} and the iterator point at one element after the
 * other: what is read from it has to be read before the next one is asked for. Nothing of this allocates, but elements that
 * are {@code String} or {@code byte[]} are new ones each time. Not safe for use by several threads.
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

    /**
     * From the first element on. There is one iterator, which each call sets back: a loop within a loop over the same field
     * needs {@link #get}.
     */
    @Override
    Iterator<E> iterator();
}
