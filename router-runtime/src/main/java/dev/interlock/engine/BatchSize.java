package dev.interlock.engine;

import java.util.concurrent.TimeUnit;

/**
 * Number of sockets that an event loop processes together. Responses leave when all are made, so a slow handler delays
 * the responses before it. After a slow pass, each response leaves at once until handlers have been quick for long. Used
 * by one thread.
 */
public final class BatchSize {
    /** Measured: eight gained nothing more, and each needs a buffer for its response. */
    public static final int MOST = 4;

    /** Quick passes in a row after which one more socket is processed together. */
    static final int QUICK_PASSES = 100;

    private static final long SLOW_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private int current = MOST;
    /** Quick passes since the last slow one or the last change. */
    private int quick;

    /** Number of sockets, from 1 to {@link #MOST}. */
    public int current() {
        return current;
    }

    /**
     * Learns from the time of a pass.
     *
     * @param nanos time in which all responses of the pass were made and sent
     */
    public void took(long nanos) {
        if (nanos > SLOW_NANOS) {
            current = 1;
            quick = 0;
        } else if (current < MOST && ++quick == QUICK_PASSES) {
            current++;
            quick = 0;
        }
    }
}
