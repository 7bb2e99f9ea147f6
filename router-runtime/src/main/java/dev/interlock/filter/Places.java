package dev.interlock.filter;

import java.util.concurrent.atomic.AtomicInteger;

/** How many bodies of one kind may be encoded at a time, as each takes memory. Safe for use by several threads. */
final class Places {
    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    Places(int most) {
        this.most = most;
    }

    /**
     * Takes a place, to be given back.
     *
     * @return false if there is none
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
