package dev.interlock.internal.engine;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how many exchanges of one kind a server has at the same time, over all event loops. Safe for use by several
 * threads.
 */
public final class ConcurrencyLimit {
    private final int most;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * Creates a limit with a count of 0.
     *
     * @param most limit on the count, at least 1
     */
    public ConcurrencyLimit(int most) {
        this.most = most;
    }

    /**
     * Adds one exchange to the count, unless this would exceed the limit.
     *
     * @param always whether to count the exchange even if the count then exceeds the limit
     * @return whether the exchange was counted
     */
    public boolean enter(boolean always) {
        if (count.incrementAndGet() <= most || always) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    /** Subtracts one exchange from the count. */
    public void leave() {
        count.decrementAndGet();
    }

    /** Returns the current count. */
    public int count() {
        return count.get();
    }

    /** Returns the limit on the count. */
    public int most() {
        return most;
    }
}
