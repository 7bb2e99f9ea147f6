package dev.interlock.internal.engine;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * First-in, first-out queue that keeps its elements if there is no memory to grow. In the same case, a {@link
 * java.util.ArrayDeque} seems empty afterwards, so buffers and sockets in it would never be released. Not safe for use
 * by several threads.
 */
public final class FifoQueue<E> {
    private final IntFunction<@Nullable Object[]> arrays;
    /** Ring of elements. Its length is a power of two. */
    private @Nullable Object[] elements;

    private int head;
    private int size;

    /** @param capacity initial length of the ring, a power of two */
    public FifoQueue(int capacity) {
        this(capacity, Object[]::new);
    }

    /** @param arrays creates an array of a given length */
    FifoQueue(int capacity, IntFunction<@Nullable Object[]> arrays) {
        this.arrays = arrays;
        elements = arrays.apply(capacity);
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Adds an element at the end. If there is no memory for a larger ring, the queue does not change. */
    public void add(E element) {
        if (size == elements.length) {
            grow();
        }
        elements[index(size)] = element;
        size++;
    }

    private void grow() {
        int length = elements.length;
        @Nullable Object[] grown = arrays.apply(2 * length);
        System.arraycopy(elements, head, grown, 0, length - head);
        System.arraycopy(elements, 0, grown, length - head, head);
        elements = grown;
        head = 0;
    }

    private int index(int position) {
        return (head + position) & (elements.length - 1);
    }

    /** Returns the element at a position, from 0 for the oldest to {@code size() - 1}. */
    @SuppressWarnings({"unchecked", "NullAway"}) // The queue holds elements of its type at these positions.
    E get(int position) {
        return (E) elements[index(position)];
    }

    /** Returns the oldest element, or null. */
    public @Nullable E peek() {
        return size == 0 ? null : get(0);
    }

    /** Returns the newest element, or null. */
    @Nullable
    E peekLast() {
        return size == 0 ? null : get(size - 1);
    }

    /** Removes and returns the oldest element, or null if there is none. */
    public @Nullable E poll() {
        E oldest = peek();
        if (oldest != null) {
            elements[head] = null;
            head = index(1);
            size--;
        }
        return oldest;
    }

    /** Removes the newest element. There must be one. */
    public void removeLast() {
        elements[index(size - 1)] = null;
        size--;
    }
}
