package dev.interlock.generated.proto;

import dev.interlock.bytes.Slice;
import dev.interlock.proto.Entries;
import dev.interlock.proto.Repeated;
import dev.interlock.proto.RepeatedBoolean;
import dev.interlock.proto.RepeatedDouble;
import dev.interlock.proto.RepeatedFloat;
import dev.interlock.proto.RepeatedInt;
import dev.interlock.proto.RepeatedLong;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Copy of a view. The generated {@code copy()} creates it. The values of the copy never change and do not depend on a
 * request. Two copies are equal if their values are equal. Accessors of views may have any name, so this class has no
 * method without parameters except those of {@link Object}.
 */
public abstract class CopiedView extends DescribedView {
    /** Values in the order of the accessors; null for an absent message. */
    protected final @Nullable Object[] values;

    private final String type;
    private final String names;

    /**
     * Creates a copy.
     *
     * @param type simple name of the view
     * @param names names of the accessors, separated by spaces
     * @param values text as strings, bytes as arrays, elements as {@link #elements}, {@link #messages} or
     *     {@link #entries} returns them
     */
    protected CopiedView(String type, String names, @Nullable Object[] values) {
        this.type = type;
        this.names = names;
        this.values = values;
    }

    /** Copies the elements of a repeated field: each element becomes a separate object, and bytes become an array. */
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
    protected static Slice slice(@Nullable Object value) {
        byte[] bytes = (byte[]) Objects.requireNonNull(value);
        return new Slice().wrap(bytes, 0, bytes.length);
    }

    /** Returns bytes in a new array. */
    protected static byte[] bytes(@Nullable Object value) {
        return ((byte[]) Objects.requireNonNull(value)).clone();
    }

    /** Returns elements that are messages, constants or text. */
    @SuppressWarnings("unchecked") // The value was made from a field of this type.
    protected static <E> Repeated<E> repeated(@Nullable Object value) {
        Object[] elements = (Object[]) Objects.requireNonNull(value);
        return new CopiedElements<>(elements.length, index -> (E) elements[index]);
    }

    /** Returns elements that are bytes. */
    protected static Repeated<byte[]> arrays(@Nullable Object value) {
        Object[] elements = (Object[]) Objects.requireNonNull(value);
        return new CopiedElements<>(elements.length, index -> bytes(elements[index]));
    }

    /** Returns elements that are bytes, or text that is read as bytes. */
    protected static Repeated<Slice> slices(@Nullable Object value) {
        Object[] elements = (Object[]) Objects.requireNonNull(value);
        return new CopiedElements<>(elements.length, index -> slice(elements[index]));
    }

    /** Returns the entries of a map. */
    @SuppressWarnings("unchecked") // The value was made from a field of this type.
    protected static <E> Entries<E> map(@Nullable Object value) {
        return (Entries<E>) Objects.requireNonNull(value);
    }

    /** Returns 32-bit numbers. */
    protected static RepeatedInt ints(@Nullable Object value) {
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
    protected static RepeatedLong longs(@Nullable Object value) {
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
    protected static RepeatedFloat floats(@Nullable Object value) {
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
    protected static RepeatedDouble doubles(@Nullable Object value) {
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
    protected static RepeatedBoolean booleans(@Nullable Object value) {
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

    @Override
    protected void describe(ViewText text) {
        text.begin(type);
        String[] all = names.split(" ", -1);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                text.add(all[i], values[i]);
            }
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CopiedView that
                && getClass() == that.getClass()
                && Arrays.deepEquals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }

    @Override
    public String toString() {
        return ViewText.of(this);
    }
}
