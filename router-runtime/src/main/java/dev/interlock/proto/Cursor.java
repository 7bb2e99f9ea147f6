package dev.interlock.proto;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** An iterator over elements. */
final class Cursor implements Iterator<Object> {
    /** Approximate heap bytes of an iterator. */
    private static final int BYTES = 24;

    private @Nullable Elements<?> elements;
    private int next;

    Cursor(Tape tape) {
        tape.pools.made(BYTES);
    }

    /** Moves this iterator to the start of the given elements. */
    Cursor over(Elements<?> newElements) {
        // They are often the same elements, and storing a reference costs a barrier of the garbage collector.
        if (elements != newElements) {
            elements = newElements;
        }
        next = 0;
        return this;
    }

    @Override
    public boolean hasNext() {
        return next < elements().size();
    }

    @Override
    public Object next() {
        Elements<?> all = elements();
        if (next >= all.size()) {
            throw new NoSuchElementException("There are " + all.size() + " elements");
        }
        return all.read(all.vector + 1 + next++);
    }

    @SuppressWarnings("NullAway") // Set before the iterator is handed out.
    private Elements<?> elements() {
        return elements;
    }
}
