package dev.interlock.server;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the bodies that handlers read as streams: how many may arrive at a time, over all event loops, and for how long each.
 * Safe for use by several threads.
 */
final class StreamLimits {
    private final int most;
    private final long nanos;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * Counts from 0.
     *
     * @param most streams at a time, from 1
     * @param nanos that a body may take from its head to its last byte; 0 is no limit
     */
    StreamLimits(int most, long nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /**
     * Counts one more stream.
     *
     * @param always whether it may be one too many
     * @return false if it was not counted
     */
    boolean enter(boolean always) {
        if (count.incrementAndGet() <= most || always) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    /** Counts one stream less. */
    void leave() {
        count.decrementAndGet();
    }

    /** Time that a body may take from its head to its last byte; 0 is no limit. */
    long nanos() {
        return nanos;
    }
}
