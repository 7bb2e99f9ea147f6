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
    /** Holder that may exceed the limit, or null. */
    private final AtomicReference<@Nullable Object> exempt = new AtomicReference<>();

    /**
     * Starts at 0.
     *
     * @param limit bytes, from 1
     */
    MemoryAccount(long limit) {
        this.limit = limit;
    }

    /** Reserves bytes. Returns false and reserves none if that would exceed the limit. */
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
     * Exempts a holder from the limit, if no other holder is exempt. So one body at a time may be as large as its route
     * allows, however small the budget is. The holder's bytes do not count until it {@linkplain #endExemption ends} the
     * exemption.
     *
     * @param held bytes that the holder has reserved; they are given back
     */
    public boolean exempt(Object holder, long held) {
        if (exempt.compareAndSet(null, holder)) {
            release(held);
            return true;
        }
        return false;
    }

    /** Ends the exemption of a holder. */
    void endExemption(Object holder) {
        exempt.compareAndSet(holder, null);
    }

    /** Whether a holder is exempt now. */
    public boolean hasExempt() {
        return exempt.get() != null;
    }

    /** Adds bytes regardless of the limit. */
    public void add(long bytes) {
        used.addAndGet(bytes);
    }

    /** Gives bytes back. */
    public void release(long bytes) {
        used.addAndGet(-bytes);
    }

    public long used() {
        return used.get();
    }

    public long limit() {
        return limit;
    }

    /** Whether more than half is taken. Connections then do not read ahead. */
    boolean isTight() {
        return used.get() > limit / 2;
    }

    /** Whether more than thirteen sixteenths are taken. New connections then wait. */
    boolean isShort() {
        return used.get() > limit - 3 * (limit / 16);
    }

    /** Whether more than seven eighths are taken. Some connections are then closed. */
    boolean isNearlyFull() {
        return used.get() > limit - limit / 8;
    }

    /** Whether the limit is reached. */
    public boolean isFull() {
        return used.get() >= limit;
    }

    /** Bytes to give back until a quarter is free; 0 or less if a quarter is free. */
    long excess() {
        return used.get() - (limit - limit / 4);
    }
}
