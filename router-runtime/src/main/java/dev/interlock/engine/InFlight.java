package dev.interlock.engine;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the exchanges in flight over all event loops. An exchange outlives the step in which its head was read. Safe
 * for use by several threads.
 */
public final class InFlight {
    private final int most;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * Counts from 0.
     *
     * @param most how many there may be, from 1
     */
    public InFlight(int most) {
        this.most = most;
    }

    /**
     * Counts one more.
     *
     * @param always whether it may be one too many
     * @return false if it was not counted
     */
    public boolean enter(boolean always) {
        if (count.incrementAndGet() <= most || always) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    /** Counts one less. */
    public void leave() {
        count.decrementAndGet();
    }

    int count() {
        return count.get();
    }
}
