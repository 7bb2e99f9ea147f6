package dev.interlock.internal.engine;

import java.util.concurrent.TimeUnit;

/**
 * Number of sockets that an event loop processes in one pass. The responses of a pass are sent together, so a slow
 * handler delays the responses of the handlers before it. After a slow pass, the number is 1, and each response is sent
 * at once. After many quick passes in a row, the number grows by 1. Used by one thread.
 */
public final class BatchSize {
    /**
     * Largest number of sockets. Measurements with eight sockets showed no further gain. Each further socket would need
     * another buffer for its response.
     */
    public static final int MOST = 4;

    /** Number of quick passes in a row after which the batch grows by one socket. */
    static final int QUICK_PASSES = 100;

    private static final long SLOW_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private int current = MOST;
    /** Number of quick passes since the last slow pass or the last change. */
    private int quick;

    /** Returns the number of sockets, from 1 to {@link #MOST}. */
    public int current() {
        return current;
    }

    /**
     * Adjusts the number to the time of a pass.
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
