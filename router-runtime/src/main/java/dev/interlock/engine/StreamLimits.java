package dev.interlock.engine;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the bodies that handlers read as streams: their number over all event loops, and the time of each. Safe for
 * use by several threads.
 */
public final class StreamLimits {
    private final int most;
    private final long nanos;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * Starts at 0.
     *
     * @param most limit on concurrent streams, from 1
     * @param nanos time limit from the head of a request to the last byte of its body; 0 for no limit
     */
    public StreamLimits(int most, long nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /**
     * Counts one more stream.
     *
     * @param always whether it may exceed the limit
     * @return false if it was not counted
     */
    public boolean enter(boolean always) {
        if (count.incrementAndGet() <= most || always) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    /** Counts one stream less. */
    public void leave() {
        count.decrementAndGet();
    }

    /** Time limit from the head of a request to the last byte of its body; 0 for no limit. */
    public long nanos() {
        return nanos;
    }
}
