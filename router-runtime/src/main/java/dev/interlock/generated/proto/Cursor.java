package dev.interlock.generated.proto;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** An iterator over elements. */
final class Cursor implements Iterator<Object> {
    /** Approximate number of heap bytes of an iterator. */
    static final int BYTES = 24;

    private @Nullable Elements<?> elements;
    private int next;

    /** Moves this iterator to the start of the given elements. */
    Cursor over(Elements<?> newElements) {
        // The elements are often the same. The check avoids the garbage collector's write barrier.
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
