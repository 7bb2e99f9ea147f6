package dev.interlock.server;

import java.util.concurrent.TimeUnit;

/**
 * How many sockets an event loop works on together. Answers leave when all are made, so that a handler which takes long delays
 * those made before it: where that happens, each leaves at once, until handlers have been quick for long. Used by one thread.
 */
final class BatchSize {
    /** Of eight nothing more was gained, and each needs a buffer for its answer. */
    static final int MOST = 4;

    /** So many quick passes in a row, and one socket more is worked on: a slow handler in some hundred is one too many. */
    static final int QUICK_PASSES = 100;

    private static final long SLOW_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private int current = MOST;
    private int quick;

    /** From 1 to {@link #MOST}. */
    int current() {
        return current;
    }

    /** @param nanos what it took to answer all that were worked on together, and to send that */
    void took(long nanos) {
        if (nanos > SLOW_NANOS) {
            current = 1;
            quick = 0;
        } else if (current < MOST && ++quick == QUICK_PASSES) {
            current++;
            quick = 0;
        }
    }
}
