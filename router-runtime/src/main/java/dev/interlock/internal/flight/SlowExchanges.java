package dev.interlock.internal.flight;

import dev.interlock.internal.engine.LoopClock;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedExchange;
import org.jspecify.annotations.Nullable;

/**
 * Records slow exchanges in the Flight Recorder. This class compares two numbers for each exchange, and looks for a
 * recording only if the exchange was slow. Safe for use by several threads.
 */
public final class SlowExchanges implements ExchangeListener {
    private final long thresholdNanos;
    private final LoopClock clock;

    /** @param thresholdNanos least time of a slow exchange */
    public SlowExchanges(long thresholdNanos, LoopClock clock) {
        this.thresholdNanos = thresholdNanos;
        this.clock = clock;
    }

    @Override
    public void responseSent(ObservedExchange exchange) {
        long nanos = exchange.lastByteNanos() - exchange.begunNanos();
        if (nanos >= thresholdNanos) {
            record(exchange, nanos, null);
        }
    }

    @Override
    public void responseAborted(ObservedExchange exchange, AbortReason reason) {
        long nanos = clock.nanoTime() - exchange.begunNanos();
        if (nanos >= thresholdNanos) {
            record(exchange, nanos, reason);
        }
    }

    private static void record(ObservedExchange exchange, long nanos, @Nullable AbortReason abort) {
        if (FlightEvents.mayRecord()) {
            SlowExchangeEvent.record(exchange, nanos, abort);
        }
    }
}
