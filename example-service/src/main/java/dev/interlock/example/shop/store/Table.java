package dev.interlock.example.shop.store;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Immutable rows in memory, by key. Safe for use by several threads.
 *
 * <p>The number of rows is limited, because clients can add rows.
 */
public final class Table<K, V> {
    private final String row;
    private final int limit;
    private final Semaphore room;
    private final ConcurrentMap<K, V> rows = new ConcurrentHashMap<>();

    /**
     * Creates an empty table.
     *
     * @param row name of a row in messages, for example "order"
     * @param limit largest number of rows
     */
    public Table(String row, int limit) {
        this.row = row;
        this.limit = limit;
        this.room = new Semaphore(limit);
    }

    public Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    /**
     * Returns a row. Allocates nothing, even before the method is compiled by the JIT compiler.
     *
     * @throws Refusal 404 if there is no such row
     */
    public V get(K key) {
        V found = rows.get(key);
        if (found == null) {
            throw Refusal.notFound(row, key);
        }
        return found;
    }

    /**
     * Adds a row.
     *
     * @return false if the table already has the key; the table does not change then
     * @throws StoreFull if the table has its maximum number of rows
     */
    public boolean add(K key, V value) {
        if (!room.tryAcquire()) {
            throw new StoreFull(row + "s", limit);
        }
        boolean added = rows.putIfAbsent(key, value) == null;
        if (!added) {
            room.release();
        }
        return added;
    }

    /**
     * Replaces a row with the result of {@code change}, atomically. If {@code change} throws, the row does not change.
     *
     * @return the new row
     * @throws Refusal 404 if there is no such row
     */
    public V update(K key, UnaryOperator<V> change) {
        V changed = rows.computeIfPresent(key, (ignored, value) -> change.apply(value));
        if (changed == null) {
            throw Refusal.notFound(row, key);
        }
        return changed;
    }

    /** Removes and returns a row. Returns empty if there is no such row. */
    public Optional<V> remove(K key) {
        Optional<V> removed = Optional.ofNullable(rows.remove(key));
        removed.ifPresent(ignored -> room.release());
        return removed;
    }

    /** Returns the rows in no particular order. */
    public Stream<V> rows() {
        return rows.values().stream();
    }
}
