package dev.interlock.proto;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Copy of a generated view, made by its {@code copy()}. It holds the values of the view, which never change and do not
 * depend on a request. Two copies are equal if their values are equal. Accessors of views may have any name, so this
 * class has no method without parameters except those of {@link Object}.
 */
public abstract class CopiedView {
    /** Values in the order of the accessors; null for an absent message. */
    protected final @Nullable Object[] values;

    private final String type;
    private final String names;

    /**
     * Creates a copy.
     *
     * @param type simple name of the view
     * @param names names of the accessors, separated by spaces
     * @param values text as strings, bytes as arrays, elements in the form of {@link Copies}
     */
    protected CopiedView(String type, String names, @Nullable Object[] values) {
        this.type = type;
        this.names = names;
        this.values = values;
    }

    void describe(ViewText text) {
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
