package dev.interlock.proto;

import java.util.Iterator;

/**
 * Elements of a repeated field, in the order of their arrival: messages, strings, bytes or enum constants.
 *
 * <p>The elements belong to the view that handed them out, and are valid as long as that view. Each element that is a
 * view, {@code CharSequence} or {@code Slice} is a separate object, and keeps its content until then. Up to 16,384
 * objects of each kind are pooled and reused without allocation; further objects are allocated. {@code String} and
 * {@code byte[]} elements are always allocated. Not safe for use by several threads.
 *
 * @param <E> type of the elements
 */
public interface Repeated<E> extends Iterable<E> {
    /** Returns the number of elements. */
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
