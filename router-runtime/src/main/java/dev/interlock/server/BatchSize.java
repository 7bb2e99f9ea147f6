package dev.interlock.server;

import java.util.concurrent.TimeUnit;

/**
 * How many sockets an event loop works on together. Answers leave when all are made, so that one that takes long delays those
 * made before it: where that happens, each leaves at once, until handlers are quick again. Used by one thread.
 */
final class BatchSize {
    /** Of eight nothing more was gained, and each needs a buffer for its answer. */
    static final int MOST = 4;

    private static final long SLOW_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private int current = MOST;

    /** From 1 to {@link #MOST}. */
    int current() {
        return current;
    }

    /** @param nanos what it took to answer all that were worked on together */
    void took(long nanos) {
        current = nanos > SLOW_NANOS ? 1 : Math.min(MOST, 2 * current);
    }
}
