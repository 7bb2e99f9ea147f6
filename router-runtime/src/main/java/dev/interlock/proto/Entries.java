package dev.interlock.proto;

import org.jspecify.annotations.Nullable;

/**
 * Entries of a map field, in the order in which their keys first arrived. If several entries have the same key, the
 * last one counts.
 *
 * <p>The elements are views of the entry message that {@code protoc} generates for the map, with {@code key()} and
 * {@code value()}. For {@code map<string, int64> labels} of {@code shop.Order}, this message is
 * {@code shop.Order.LabelsEntry}. A lookup takes constant time, even for keys that an attacker has chosen.
 *
 * @param <E> view of an entry
 */
public interface Entries<E> extends Repeated<E> {
    /**
     * Returns the entry with a key, or null if there is none.
     *
     * @throws IllegalArgumentException if the keys are not strings
     */
    @Nullable
    E find(CharSequence key);

    /**
     * Returns the entry with a key, or null if there is none. A 32-bit key is compared by its value, which is 0 to
     * 2<sup>32</sup> - 1 for an unsigned key.
     *
     * @throws IllegalArgumentException if the keys are not integers
     */
    @Nullable
    E find(long key);

    /**
     * Returns the entry with a key, or null if there is none.
     *
     * @throws IllegalArgumentException if the keys are not {@code bool}
     */
    @Nullable
    E find(boolean key);
}
