package dev.interlock.internal.message;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values that filters pass to handlers. A request has only a few of them, so a linear search is fast. Storing a value
 * allocates nothing.
 */
final class Attributes {
    private static final int USUAL = 8;

    private @Nullable String[] names = new @Nullable String[USUAL];
    private @Nullable Object[] values = new @Nullable Object[USUAL];
    private int count;

    <T> @Nullable T get(String name, Class<T> type) {
        int at = find(name);
        Object value = at < count ? values[at] : null;
        if (value != null && !type.isInstance(value)) {
            throw new IllegalStateException(
                    "The attribute '" + name + "' is a " + value.getClass().getName() + ", not a " + type.getName());
        }
        return type.cast(value);
    }

    /** Sets a value. Null removes the value. */
    void set(String name, @Nullable Object value) {
        int at = find(name);
        if (at == count && value == null) {
            return;
        }
        if (at == names.length) {
            names = Arrays.copyOf(names, 2 * at);
            values = Arrays.copyOf(values, 2 * at);
        }
        names[at] = name;
        values[at] = value;
        count = Math.max(count, at + 1);
    }

    /** Replaces all values by the values of another object. */
    void copyFrom(Attributes other) {
        // Reads the count first, because another thread may be adding values, and may replace the arrays by longer
        // ones.
        int most = other.count;
        names = other.names.clone();
        values = other.values.clone();
        count = Math.min(most, Math.min(names.length, values.length));
    }

    void clear() {
        Arrays.fill(names, 0, count, null);
        Arrays.fill(values, 0, count, null);
        count = 0;
    }

    private int find(String name) {
        for (int i = 0; i < count; i++) {
            if (name.equals(names[i])) {
                return i;
            }
        }
        return count;
    }
}
