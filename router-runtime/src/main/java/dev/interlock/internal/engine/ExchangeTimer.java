package dev.interlock.internal.engine;

import dev.interlock.http.RouteInfo;
import java.time.Duration;

/**
 * Time limit of one exchange. The time begins when the request has arrived and the handler is called, or its call is
 * passed to the executor. While the body still arrives, only the time counts in which the handler takes no bytes. All
 * times come from {@link LoopContext#nanoTime}. Used only by the thread of its event loop.
 */
final class ExchangeTimer {
    /** Value of the limit if there is no limit. */
    static final long NONE = Long.MAX_VALUE;

    private long since;
    private long limitNanos = NONE;

    /** Starts to measure an exchange. */
    void begin(long limit, long now) {
        limitNanos = limit;
        since = now;
    }

    /**
     * Restarts the measurement at {@code then}, because the handler has made progress. Does nothing if this time is
     * before the last start.
     */
    void renew(long then) {
        if (then - since > 0) {
            since = then;
        }
    }

    boolean isOver(long now) {
        return now - since > limitNanos;
    }

    /**
     * Returns the time limit of a route in nanoseconds.
     *
     * @param standard limit of routes without a limit of their own
     */
    static long limit(RouteInfo route, long standard) {
        Duration own = route.timeout();
        return own == null ? standard : nanos(own);
    }

    /** Converts a limit to nanoseconds. Zero means no limit. */
    static long nanos(Duration limit) {
        return limit.isZero() ? NONE : limit.toNanos();
    }
}
