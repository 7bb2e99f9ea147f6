package dev.interlock.internal.engine;

/**
 * Measures the rate at which a client reads its responses. Counts only the time in which bytes wait for the client.
 * Bytes in the buffers of the kernel count as read, so the measured rate is never below the real one. All times come
 * from {@link LoopContext#nanoTime}. Used only by the thread of its event loop.
 */
public final class ResponseProgress {
    private static final double NANOS_PER_SECOND = 1e9;

    private final BodyPace pace;
    /** Last time at which no bytes waited for the client. */
    private long since;
    /** Number of bytes that the kernel had taken at that time. */
    private long before;

    public ResponseProgress(BodyPace pace, long now) {
        this.pace = pace;
        since = now;
    }

    /**
     * Returns whether the client reads too slowly. The event loop calls this repeatedly.
     *
     * @param taken number of bytes that the kernel has taken since the connection was opened
     * @param isWaiting whether further bytes wait for the client
     */
    public boolean isTooSlow(long now, long taken, boolean isWaiting) {
        if (!isWaiting || pace.bytesPerSecond() == 0) {
            since = now;
            before = taken;
            return false;
        }
        long elapsed = now - since;
        return elapsed > pace.graceNanos() && taken - before < elapsed / NANOS_PER_SECOND * pace.bytesPerSecond();
    }
}
