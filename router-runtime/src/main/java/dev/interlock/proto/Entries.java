package dev.interlock.proto;

import org.jspecify.annotations.Nullable;

/**
 * The entries of a map field, in the order in which their keys came; of several with one key the last one counts.
 *
 * <p>The elements are views of the message that {@code protoc} makes for the map, with {@code key()} and {@code value()}: for
 * {@code map<string, int64> labels} of {@code shop.Order} it is {@code shop.Order.LabelsEntry}. Looking up is a matter of
 * constant time, whoever chose the keys.
 *
 * @param <E> view of an entry
 */
public interface Entries<E> extends Repeated<E> {
    /**
     * The entry with a key, or null if there is none.
     *
     * @throws IllegalArgumentException when the keys are no strings
     */
    @Nullable
    E find(CharSequence key);

    /**
     * The entry with a key, or null if there is none; keys of 32 bits count as their value, unsigned ones as at most
     * 2<sup>32</sup> - 1.
     *
     * @throws IllegalArgumentException when the keys are no integers
     */
    @Nullable
    E find(long key);

    /**
     * The entry with a key, or null if there is none.
     *
     * @throws IllegalArgumentException when the keys are not {@code bool}
     */
    @Nullable
    E find(boolean key);
}
