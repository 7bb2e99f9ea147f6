package dev.interlock.generated.proto;

import dev.interlock.proto.Repeated;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.IntFunction;

/** Elements of a copied view. Each access creates a new object for the element. */
record CopiedElements<E>(int size, IntFunction<E> element) implements Repeated<E> {
    @Override
    public E get(int index) {
        return element.apply(Objects.checkIndex(index, size));
    }

    @Override
    public Iterator<E> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public E next() {
                if (next >= size) {
                    throw new NoSuchElementException("There are " + size + " elements");
                }
                return element.apply(next++);
            }
        };
    }
}
