package dev.interlock.internal.engine;

import java.util.concurrent.TimeUnit;

/**
 * Number of sockets in a batch, which an event loop processes together. The responses of a batch are sent together, so
 * a slow handler delays the responses of the handlers before it. After a slow batch, the number is 1, and each response
 * is sent at once. After many quick batches in a row, the number grows by 1. Used by one thread.
 */
public final class BatchSize {
    /**
     * Largest number of sockets. Measurements with eight sockets showed no further gain. Each further socket would need
     * another buffer for its response.
     */
    public static final int MOST = 4;

    /** Number of quick batches in a row after which the batch grows by one socket. */
    static final int QUICK_PASSES = 100;

    private static final long SLOW_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private int current = MOST;
    /** Number of quick batches since the last slow batch or the last change. */
    private int quick;

    /** Returns the number of sockets, from 1 to {@link #MOST}. */
    public int current() {
        return current;
    }

    /**
     * Adjusts the number to the time of a batch.
     *
     * @param nanos time in which all responses of the batch were made and sent
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
