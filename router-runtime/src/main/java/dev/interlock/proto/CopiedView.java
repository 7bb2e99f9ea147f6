package dev.interlock.proto;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What {@code copy()} of a generated view gives: the values of the view, which never change and belong to no request. Two
 * copies are equal if their values are. It has no method without parameters but those of every object, as the accessors of
 * the views may have any name.
 */
public abstract class CopiedView {
    /** What the accessors give, in their order; null for a message that is absent. */
    protected final @Nullable Object[] values;

    private final String type;
    private final String names;

    /**
     * A copy.
     *
     * @param type the simple name of the view
     * @param names of the accessors, with a space between them
     * @param values text as strings, bytes as arrays, elements as {@link Copies} has them
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
