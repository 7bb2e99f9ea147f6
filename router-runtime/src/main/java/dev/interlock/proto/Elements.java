package dev.interlock.proto;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;

/** The elements of a vector on a tape, and the one iterator over them. */
abstract class Elements<E> implements Repeated<E> {
    final Tape tape;
    int vector;
    private final Cursor cursor = new Cursor();

    Elements(Tape tape) {
        this.tape = tape;
    }

    @Override
    public final int size() {
        return (int) tape.at(vector);
    }

    @Override
    public final E get(int index) {
        return read(vector + 1 + Objects.checkIndex(index, size()));
    }

    /** The element in a slot. */
    abstract E read(int slot);

    /** The element at a place, without pointing elsewhere what was handed out. */
    Object detached(int index) {
        return Objects.requireNonNull(get(index));
    }

    @Override
    public final Iterator<E> iterator() {
        tape.checkLive();
        cursor.next = 0;
        return cursor;
    }

    private final class Cursor implements Iterator<E> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < size();
        }

        @Override
        public E next() {
            if (next >= size()) {
                throw new NoSuchElementException("There are " + size() + " elements");
            }
            return read(vector + 1 + next++);
        }
    }
}
