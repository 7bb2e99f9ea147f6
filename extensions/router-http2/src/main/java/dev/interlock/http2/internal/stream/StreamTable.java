package dev.interlock.http2.internal.stream;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Open streams of a connection by their identifiers. The table is open-addressed, so that it needs no object for each
 * entry. It grows up to a limit.
 */
public final class StreamTable<T> {
    private static final int FIRST_SLOTS = 8;

    private final int most;
    /** Identifiers of the streams, or 0. The length is a power of two, and at least a third of the elements are 0. */
    private int[] numbers = new int[FIRST_SLOTS];

    private @Nullable Object[] streams = new @Nullable Object[FIRST_SLOTS];
    private int size;

    /** @param most limit on the number of open streams */
    public StreamTable(int most) {
        this.most = most;
    }

    public int size() {
        return size;
    }

    public boolean isFull() {
        return size >= most;
    }

    /** Returns the open stream with an identifier, or null. */
    @SuppressWarnings("unchecked") // Only put() fills the array.
    public @Nullable T get(int number) {
        return (T) streams[slot(number)];
    }

    /**
     * Adds a stream.
     *
     * @throws IllegalStateException if the table {@linkplain #isFull() is full} or has the identifier
     */
    public void put(int number, T stream) {
        if (isFull() || get(number) != null) {
            throw new IllegalStateException("No room for stream " + number + " among " + size);
        }
        if (3 * (size + 1) > 2 * numbers.length) {
            grow();
        }
        int slot = slot(number);
        numbers[slot] = number;
        streams[slot] = stream;
        size++;
    }

    /** Removes a stream, if the table has it. */
    public void remove(int number) {
        int slot = slot(number);
        if (streams[slot] == null) {
            return;
        }
        size--;
        // Closes the gap. Each later stream of the run moves into the gap, unless its first slot is after the gap.
        int gap = slot;
        int mask = numbers.length - 1;
        for (int at = gap + 1 & mask; numbers[at] != 0; at = at + 1 & mask) {
            if ((at - first(numbers[at]) & mask) >= (at - gap & mask)) {
                numbers[gap] = numbers[at];
                streams[gap] = streams[at];
                gap = at;
            }
        }
        numbers[gap] = 0;
        streams[gap] = null;
    }

    /** Returns the number of slots for {@link #at}. */
    public int slots() {
        return numbers.length;
    }

    /**
     * Returns the stream in a slot, or null. Streams must not be added during a loop over all slots. If the loop
     * removes the stream of a slot, a later stream may move to this slot, and none moves to an earlier slot that is
     * free.
     */
    @SuppressWarnings("unchecked") // Only put() fills the array.
    public @Nullable T at(int slot) {
        return (T) streams[slot];
    }

    /** Returns the slot of an identifier, or the free slot in which it would be. */
    private int slot(int number) {
        int slot = first(number);
        while (numbers[slot] != number && numbers[slot] != 0) {
            slot = slot + 1 & (numbers.length - 1);
        }
        return slot;
    }

    /** Returns the first slot that an identifier may have. Halves it, because the identifiers of a client are odd. */
    private int first(int number) {
        return number >>> 1 & (numbers.length - 1);
    }

    private void grow() {
        int[] oldNumbers = numbers;
        @Nullable Object[] oldStreams = streams;
        // If there is no memory for one of the arrays, the table stays as it is.
        int[] newNumbers = new int[2 * oldNumbers.length];
        streams = new @Nullable Object[2 * oldNumbers.length];
        numbers = newNumbers;
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != 0) {
                int slot = slot(oldNumbers[i]);
                numbers[slot] = oldNumbers[i];
                streams[slot] = Objects.requireNonNull(oldStreams[i]);
            }
        }
    }
}
