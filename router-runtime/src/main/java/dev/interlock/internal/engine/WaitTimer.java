package dev.interlock.internal.engine;

/** Time since the current wait of a connection began. All times are as of {@link LoopContext#nanoTime}. */
final class WaitTimer {
    private long since;
    /** Whether another wait has begun since the last tick, which sets its start. */
    private boolean renewed;

    WaitTimer(long now) {
        since = now;
    }

    /** Begins another wait. */
    void restart(long now) {
        since = now;
        renewed = false;
    }

    /**
     * Begins another wait without the cost of reading the clock: the next tick sets its start. This is slightly late,
     * which favours the client.
     */
    void renew() {
        renewed = true;
    }

    /** Sets the start of a wait that has begun since the last tick. */
    void tick(long now) {
        if (renewed) {
            restart(now);
        }
    }

    /** Whether the current wait has begun since the last tick. */
    boolean isRenewed() {
        return renewed;
    }

    /**
     * Time since the start of the wait. If the wait {@link #isRenewed()}, the time since the start of the wait before.
     */
    long elapsed(long now) {
        return now - since;
    }
}
