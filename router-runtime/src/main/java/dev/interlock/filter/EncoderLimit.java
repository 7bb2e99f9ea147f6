package dev.interlock.filter;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the number of bodies of one kind that are encoded at the same time, because each encoder takes memory. Safe
 * for use by several threads.
 */
final class EncoderLimit {
    private final int most;
    private final AtomicInteger acquired = new AtomicInteger();

    EncoderLimit(int most) {
        this.most = most;
    }

    /**
     * Counts one more body until {@link #release}.
     *
     * @return false if the limit is reached
     */
    boolean acquire() {
        boolean isBelow = acquired.incrementAndGet() <= most;
        if (!isBelow) {
            acquired.decrementAndGet();
        }
        return isBelow;
    }

    void release() {
        acquired.decrementAndGet();
    }

    int acquired() {
        return acquired.get();
    }
}
