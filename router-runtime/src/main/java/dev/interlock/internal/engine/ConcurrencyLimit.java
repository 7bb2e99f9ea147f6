package dev.interlock.internal.engine;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how many exchanges of one kind a server has at once, over all event loops. Safe for use by several threads.
 */
public final class ConcurrencyLimit {
    private final int most;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * Starts at 0.
     *
     * @param most limit on the count, from 1
     */
    public ConcurrencyLimit(int most) {
        this.most = most;
    }

    /**
     * Counts one more exchange.
     *
     * @param always whether the count may exceed the limit
     * @return false if the exchange was not counted
     */
    public boolean enter(boolean always) {
        if (count.incrementAndGet() <= most || always) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    /** Counts one exchange less. */
    public void leave() {
        count.decrementAndGet();
    }

    int count() {
        return count.get();
    }
}
