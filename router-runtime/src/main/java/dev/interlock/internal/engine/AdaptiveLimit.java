package dev.interlock.internal.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the handlers that work at the same time, and adapts the limit to their latency: additive increase,
 * multiplicative decrease. The limit grows by one after as many fast results as it permits handlers. It shrinks by a
 * tenth after a late result, but at most once per target latency: the other handlers that end in this time began under
 * the former limit.
 *
 * <p>The limit stays between a floor and a ceiling. It grows only while at least half of it is used. Without this rule,
 * it would grow while there is little load, and would be too high when the load comes. Safe for use by several threads;
 * it allocates nothing.
 */
public final class AdaptiveLimit {
    /** Lowest value of the limit. Even at this value, enough handlers work to show that the latency has fallen. */
    static final int FLOOR = 16;

    /** Initial limit, unless the ceiling is lower. */
    static final int FIRST = 64;

    /** Target latency that switches the limit off. */
    private static final long OFF = 0;

    /** Value of {@link #decreased} before the first decrease. */
    private static final long NEVER = Long.MIN_VALUE;

    /** A decrease subtracts the limit divided by this number. */
    private static final int DECREASE = 10;

    private final long targetNanos;
    private final int ceiling;
    private final AtomicInteger limit;
    /** Number of handlers that have begun and have no result yet. */
    private final AtomicInteger working = new AtomicInteger();
    /** Number of fast results that the next increase counts. Each change of the limit resets it. */
    private final AtomicInteger fast = new AtomicInteger();
    /** Time of the last decrease. */
    private final AtomicLong decreased = new AtomicLong(NEVER);

    /**
     * @param targetNanos latency above which a result is late; 0 switches the limit off
     * @param ceiling highest limit
     */
    public AdaptiveLimit(long targetNanos, int ceiling) {
        this.targetNanos = targetNanos;
        this.ceiling = Math.max(FLOOR, ceiling);
        limit = new AtomicInteger(Math.min(FIRST, this.ceiling));
    }

    /** Returns a limit that is off. */
    static AdaptiveLimit off() {
        return new AdaptiveLimit(OFF, Integer.MAX_VALUE);
    }

    boolean isOn() {
        return targetNanos != OFF;
    }

    /**
     * Returns whether one more handler may begin.
     *
     * @param always whether the route is essential; the limit does not apply to essential routes
     */
    boolean permits(boolean always) {
        return !isOn() || always || working.get() < limit.get();
    }

    /** Counts a handler that begins to work. */
    void begin() {
        if (isOn()) {
            working.incrementAndGet();
        }
    }

    /**
     * Counts the end of a handler, and adapts the limit to its latency.
     *
     * @param latencyNanos time from the start of the handler to its result
     * @param isSample whether the latency shows the load of the server; false if the handler has waited for its client
     */
    void end(long latencyNanos, boolean isSample, long now) {
        if (!isOn()) {
            return;
        }
        int used = working.getAndDecrement();
        if (isSample && latencyNanos > targetNanos) {
            decrease(now);
        } else if (isSample && 2L * used >= limit.get()) {
            increase();
        }
    }

    /** Decreases the limit because a handler is late, although it still works. */
    void late(long now) {
        if (isOn()) {
            decrease(now);
        }
    }

    private void decrease(long now) {
        long last = decreased.get();
        if ((last == NEVER || now - last >= targetNanos) && decreased.compareAndSet(last, now)) {
            int current = limit.get();
            fast.set(0);
            limit.set(Math.max(FLOOR, current - Math.max(1, current / DECREASE)));
        }
    }

    private void increase() {
        int current = limit.get();
        if (fast.incrementAndGet() >= current) {
            fast.set(0);
            if (current < ceiling) {
                limit.compareAndSet(current, current + 1);
            }
        }
    }

    /** Returns the current limit. */
    int limit() {
        return limit.get();
    }

    /** Returns the number of handlers that work. */
    int working() {
        return working.get();
    }
}
