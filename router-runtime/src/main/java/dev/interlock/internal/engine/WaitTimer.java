package dev.interlock.internal.engine;

/** Time since the start of the current wait of a connection. All times come from {@link LoopContext#nanoTime}. */
final class WaitTimer {
    private long since;
    /** Whether the current wait began after the last tick. The next tick sets {@link #since}. */
    private boolean renewed;

    WaitTimer(long now) {
        since = now;
    }

    /** Begins a new wait. */
    void restart(long now) {
        since = now;
        renewed = false;
    }

    /**
     * Begins a new wait without the cost of reading the clock. The next tick sets the start of the wait, slightly too
     * late. This error favours the client.
     */
    void renew() {
        renewed = true;
    }

    /** Sets the start of the current wait if it began after the last tick. */
    void tick(long now) {
        if (renewed) {
            restart(now);
        }
    }

    /** Returns whether the current wait began after the last tick. */
    boolean isRenewed() {
        return renewed;
    }

    /**
     * Returns the time since the start of the current wait. While {@link #isRenewed()} is true, returns the time since
     * the start of the previous wait.
     */
    long elapsed(long now) {
        return now - since;
    }
}
