package dev.interlock.filter;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the number of bodies of one kind that are encoded at the same time, because each takes memory. Safe for use by
 * several threads.
 */
final class Places {
    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    Places(int most) {
        this.most = most;
    }

    /**
     * Counts one more body until {@link #giveBack}.
     *
     * @return false if the limit is reached
     */
    boolean take() {
        boolean has = taken.incrementAndGet() <= most;
        if (!has) {
            taken.decrementAndGet();
        }
        return has;
    }

    void giveBack() {
        taken.decrementAndGet();
    }

    int taken() {
        return taken.get();
    }
}
