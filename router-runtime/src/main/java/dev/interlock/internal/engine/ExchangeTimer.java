package dev.interlock.internal.engine;

import dev.interlock.http.RouteInfo;
import java.time.Duration;

/**
 * Time limit of one exchange. It counts from the moment at which the handler could start: its request has arrived, and
 * the executor may run the handler. While the body still arrives, the limit counts only the time for which the handler
 * takes no bytes. All times come from {@link LoopContext#nanoTime}. Used by the thread of its event loop alone.
 */
final class ExchangeTimer {
    /** Limit of exchanges without a limit. */
    static final long NONE = Long.MAX_VALUE;

    private long since;
    private long limitNanos = NONE;

    /** Starts to measure. */
    void begin(long limit, long now) {
        limitNanos = limit;
        since = now;
    }

    /** Restarts the time, because the handler has made progress. An earlier time than the last start has no effect. */
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

    /** Converts a limit. Zero stands for no limit. */
    static long nanos(Duration limit) {
        return limit.isZero() ? NONE : limit.toNanos();
    }
}
