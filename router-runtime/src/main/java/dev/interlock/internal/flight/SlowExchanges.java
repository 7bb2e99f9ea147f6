package dev.interlock.internal.flight;

import dev.interlock.http.RouteInfo;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.observe.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * Records slow exchanges in the Flight Recorder. Compares two numbers for each exchange, and asks for a recording only
 * if the exchange was slow. Safe for use by several threads.
 */
public final class SlowExchanges implements ExchangeListener {
    private final long thresholdNanos;
    private final LoopClock clock;

    /** @param thresholdNanos time from which on an exchange is slow */
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
            commit(exchange, nanos, abort);
        }
    }

    private static void commit(ObservedExchange exchange, long nanos, @Nullable AbortReason abort) {
        if (!SlowExchangeEvent.isWanted()) {
            return;
        }
        SlowExchangeEvent event = new SlowExchangeEvent();
        RouteInfo route = exchange.route();
        if (route != null) {
            event.method = route.method();
            event.route = route.template();
        }
        event.status = exchange.status();
        event.time = nanos;
        event.firstByteTime = Math.max(0, exchange.firstByteNanos() - exchange.begunNanos());
        event.requestBytes = exchange.requestBytes();
        event.responseBytes = exchange.responseBytes();
        RejectionReason rejection = exchange.rejection();
        event.rejection = rejection == null ? null : rejection.name();
        event.abort = abort == null ? null : abort.name();
        event.timedOut = exchange.timedOut();
        event.commit();
    }
}
