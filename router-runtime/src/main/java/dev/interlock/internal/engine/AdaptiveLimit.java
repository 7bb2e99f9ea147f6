package dev.interlock.internal.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limit on the handlers that work at the same time, which adapts to their latency: additive increase, multiplicative
 * decrease. While handlers are fast and the limit is used, it grows by one for as many results as it permits. After a
 * late result it shrinks by a tenth, at most once in the time that a result may take, because all results of that time
 * began under the former limit.
 *
 * <p>The limit stays between a floor and a ceiling. It does not grow while less than half of it is used: otherwise it
 * would be useless when the load comes. Safe for use by several threads; it allocates nothing.
 */
public final class AdaptiveLimit {
    /** Lowest limit. It lets enough requests pass to notice that the latency has fallen. */
    static final int FLOOR = 16;

    /** First limit. */
    static final int FIRST = 64;

    /** A limit that is off. */
    private static final long OFF = 0;

    /** Time of the last decrease before there is one. */
    private static final long NEVER = Long.MIN_VALUE;

    /** Divisor of the limit for the decrease. */
    private static final int DECREASE = 10;

    private final long targetNanos;
    private final int ceiling;
    private final AtomicInteger limit;
    /** Number of handlers that work. */
    private final AtomicInteger working = new AtomicInteger();
    /** Number of fast results since the limit last changed. */
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
     * Returns whether one more handler may work.
     *
     * @param always whether the route is essential
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
     * Counts a handler less.
     *
     * @param latencyNanos time from the start of the handler to its result
     * @param isSample whether the time shows the load of the server; not if the handler has waited for its client
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

    /** Notes that a handler is late although it still works. */
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
