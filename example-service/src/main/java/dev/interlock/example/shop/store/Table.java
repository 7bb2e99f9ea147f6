package dev.interlock.example.shop.store;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Immutable rows in memory, by their key. Safe for use by several threads.
 *
 * <p>The number of rows is bounded: what the internet can fill must be.
 */
public final class Table<K, V> {
    private final String row;
    private final int limit;
    private final Semaphore room;
    private final ConcurrentMap<K, V> rows = new ConcurrentHashMap<>();

    /**
     * An empty table.
     *
     * @param row what a row is, for messages: "order"
     * @param limit the most rows it holds
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
     * A row that there should be. Allocates nothing of its own, also before the optimizing compiler sees to that.
     *
     * @throws Refusal 404 when there is none
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
     * @return false when the key is taken, in which case nothing changes
     * @throws StoreFull when it has as many rows as it may
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
     * Replaces a row by what {@code change} makes of it, atomically; what the change throws leaves the row as it was.
     *
     * @return the new row
     * @throws Refusal 404 when there is none
     */
    public V update(K key, UnaryOperator<V> change) {
        V changed = rows.computeIfPresent(key, (ignored, value) -> change.apply(value));
        if (changed == null) {
            throw Refusal.notFound(row, key);
        }
        return changed;
    }

    /** Takes a row out; empty when there was none. */
    public Optional<V> remove(K key) {
        Optional<V> removed = Optional.ofNullable(rows.remove(key));
        removed.ifPresent(ignored -> room.release());
        return removed;
    }

    /** The rows in no particular order. */
    public Stream<V> rows() {
        return rows.values().stream();
    }
}
