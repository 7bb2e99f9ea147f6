package dev.interlock.internal.engine;

/**
 * Limits the time for which the publisher of a response makes no progress. Does not count time in which the client
 * reads too slowly. All times come from {@link LoopContext#nanoTime}. Used only by the thread of its event loop.
 */
final class PublisherTimer {
    private final long limitNanos;
    private long since;
    /** Whether the publisher has made progress since the last check. */
    private boolean hasProgressed;

    /** @param limitNanos longest time without progress; {@link ExchangeTimer#NONE} for no limit */
    PublisherTimer(long limitNanos, long now) {
        this.limitNanos = limitNanos;
        since = now;
    }

    /** Notes progress without the cost of reading the clock. */
    void progressed() {
        hasProgressed = true;
    }

    /**
     * Returns whether the publisher has made no progress for too long. The event loop calls this repeatedly.
     *
     * @param isDue whether the stream waits for the publisher
     */
    boolean isOver(long now, boolean isDue) {
        if (hasProgressed || !isDue) {
            hasProgressed = false;
            since = now;
        }
        return now - since > limitNanos;
    }
}
