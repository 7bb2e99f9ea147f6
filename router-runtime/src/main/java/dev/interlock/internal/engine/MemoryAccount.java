package dev.interlock.internal.engine;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes of one kind of memory, heap or direct, that all connections hold together. Safe for use by several
 * threads.
 */
public final class MemoryAccount {
    private final long limit;
    private final AtomicLong used = new AtomicLong();
    /** Holder that may exceed the limit at present, or null. */
    private final AtomicReference<@Nullable Object> exempt = new AtomicReference<>();

    /**
     * Creates an account with 0 reserved bytes.
     *
     * @param limit limit in bytes, at least 1
     */
    MemoryAccount(long limit) {
        this.limit = limit;
    }

    /** Reserves bytes. If the limit has no room for them, reserves none and returns false. */
    public boolean reserve(long bytes) {
        long before;
        do {
            before = used.get();
            if (before + bytes > limit) {
                return false;
            }
        } while (!used.compareAndSet(before, before + bytes));
        return true;
    }

    /**
     * Exempts a holder from the limit, so that one body at a time may be as large as its route allows, even if the
     * budget is smaller. Returns false if another holder is exempt already. The bytes of the holder do not count until
     * the exemption {@linkplain #endExemption ends}.
     *
     * @param held bytes that the holder has reserved, which this method releases
     */
    public boolean exempt(Object holder, long held) {
        if (exempt.compareAndSet(null, holder)) {
            release(held);
            return true;
        }
        return false;
    }

    void endExemption(Object holder) {
        exempt.compareAndSet(holder, null);
    }

    /** Returns whether any holder is exempt at present. */
    public boolean hasExempt() {
        return exempt.get() != null;
    }

    /** Adds bytes, even if the sum then exceeds the limit. */
    public void add(long bytes) {
        used.addAndGet(bytes);
    }

    /** Releases bytes. */
    public void release(long bytes) {
        used.addAndGet(-bytes);
    }

    public long used() {
        return used.get();
    }

    public long limit() {
        return limit;
    }

    /** Returns whether more than half of the limit is reserved. While this is true, connections do not read ahead. */
    boolean isTight() {
        return used.get() > limit / 2;
    }

    /**
     * Returns whether more than thirteen sixteenths of the limit are reserved. While this is true, new connections
     * wait.
     */
    boolean isShort() {
        return used.get() > limit - 3 * (limit / 16);
    }

    /** Returns whether more than seven eighths of the limit are reserved. The server then closes connections. */
    boolean isNearlyFull() {
        return used.get() > limit - limit / 8;
    }

    /** Returns whether the limit is reached. */
    public boolean isFull() {
        return used.get() >= limit;
    }

    /**
     * Returns the number of bytes whose release would make a quarter of the limit free; 0 or less if a quarter is free.
     */
    long excess() {
        return used.get() - (limit - limit / 4);
    }
}
