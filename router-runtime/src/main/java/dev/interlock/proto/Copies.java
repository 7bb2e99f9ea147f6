package dev.interlock.proto;

import dev.interlock.bytes.Slice;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Converts fields to the values of copied views, and these values back to fields. Called by generated code. */
public final class Copies {
    private Copies() {}

    /** Copies the elements of a repeated field, each to its own object. Bytes become arrays. */
    public static Object[] elements(Repeated<?> field) {
        Elements<?> elements = (Elements<?>) field;
        Object[] copies = new Object[elements.size()];
        for (int i = 0; i < copies.length; i++) {
            Object element = elements.detached(i);
            copies[i] = element instanceof Slice slice ? slice.toByteArray() : element;
        }
        return copies;
    }

    /** Copies the messages of a repeated field. */
    public static <E> Object[] messages(Repeated<E> field, UnaryOperator<E> copier) {
        RecordElements<E> elements = (RecordElements<E>) field;
        Object[] copies = new Object[elements.size()];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = Objects.requireNonNull(copier.apply(elements.detached(i)));
        }
        return copies;
    }

    /** Copies the entries of a map. */
    public static <E> Object entries(Entries<E> field, UnaryOperator<E> copier) {
        MapEntries<E> entries = (MapEntries<E>) field;
        Map<Object, E> copies = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            copies.put(entries.key(i), copier.apply(entries.detached(i)));
        }
        return new CopiedEntries<>(entries.keys(), copies);
    }

    /** Returns bytes as a slice. */
    public static Slice slice(@Nullable Object value) {
        byte[] bytes = (byte[]) Objects.requireNonNull(value);
        return new Slice().wrap(bytes, 0, bytes.length);
    }

    /** Returns bytes in a new array. */
    public static byte[] bytes(@Nullable Object value) {
        return ((byte[]) Objects.requireNonNull(value)).clone();
    }

    /** Returns elements that are messages, constants or text. */
    @SuppressWarnings("unchecked") // The value was made from a field of this type.
    public static <E> Repeated<E> repeated(@Nullable Object value) {
        Object[] elements = (Object[]) Objects.requireNonNull(value);
        return new Copied<>(elements.length, index -> (E) elements[index]);
    }

    /** Returns elements that are bytes. */
    public static Repeated<byte[]> arrays(@Nullable Object value) {
        Object[] elements = (Object[]) Objects.requireNonNull(value);
        return new Copied<>(elements.length, index -> bytes(elements[index]));
    }

    /** Returns elements that are bytes, or text that is read as bytes. */
    public static Repeated<Slice> slices(@Nullable Object value) {
        Object[] elements = (Object[]) Objects.requireNonNull(value);
        return new Copied<>(elements.length, index -> slice(elements[index]));
    }

    /** Returns the entries of a map. */
    @SuppressWarnings("unchecked") // The value was made from a field of this type.
    public static <E> Entries<E> map(@Nullable Object value) {
        return (Entries<E>) Objects.requireNonNull(value);
    }

    /** Returns 32-bit numbers. */
    public static RepeatedInt ints(@Nullable Object value) {
        int[] numbers = (int[]) Objects.requireNonNull(value);
        return new RepeatedInt() {
            @Override
            public int size() {
                return numbers.length;
            }

            @Override
            public int get(int index) {
                return numbers[Objects.checkIndex(index, numbers.length)];
            }

            @Override
            public int[] toArray() {
                return numbers.clone();
            }
        };
    }

    /** Returns 64-bit numbers. */
    public static RepeatedLong longs(@Nullable Object value) {
        long[] numbers = (long[]) Objects.requireNonNull(value);
        return new RepeatedLong() {
            @Override
            public int size() {
                return numbers.length;
            }

            @Override
            public long get(int index) {
                return numbers[Objects.checkIndex(index, numbers.length)];
            }

            @Override
            public long[] toArray() {
                return numbers.clone();
            }
        };
    }

    /** Returns {@code float} numbers. */
    public static RepeatedFloat floats(@Nullable Object value) {
        float[] numbers = (float[]) Objects.requireNonNull(value);
        return new RepeatedFloat() {
            @Override
            public int size() {
                return numbers.length;
            }

            @Override
            public float get(int index) {
                return numbers[Objects.checkIndex(index, numbers.length)];
            }

            @Override
            public float[] toArray() {
                return numbers.clone();
            }
        };
    }

    /** Returns {@code double} numbers. */
    public static RepeatedDouble doubles(@Nullable Object value) {
        double[] numbers = (double[]) Objects.requireNonNull(value);
        return new RepeatedDouble() {
            @Override
            public int size() {
                return numbers.length;
            }

            @Override
            public double get(int index) {
                return numbers[Objects.checkIndex(index, numbers.length)];
            }

            @Override
            public double[] toArray() {
                return numbers.clone();
            }
        };
    }

    /** Returns {@code boolean} values. */
    public static RepeatedBoolean booleans(@Nullable Object value) {
        boolean[] flags = (boolean[]) Objects.requireNonNull(value);
        return new RepeatedBoolean() {
            @Override
            public int size() {
                return flags.length;
            }

            @Override
            public boolean get(int index) {
                return flags[Objects.checkIndex(index, flags.length)];
            }

            @Override
            public boolean[] toArray() {
                return flags.clone();
            }
        };
    }

    /** Elements that are created anew by each call. */
    private record Copied<E>(int size, IntFunction<E> element) implements Repeated<E> {
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
}
