package dev.interlock.server;

import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import org.jspecify.annotations.Nullable;

/**
 * Observes the exchanges that a session has one after the other. Does nothing if the server has no listeners. Used by
 * the thread of the event loop alone.
 */
final class ExchangeObservation {
    private final @Nullable ConnectionObserver observer;
    private final Outbound outbound;
    /** Record of the current exchange, or null. */
    private @Nullable ExchangeRecord record;

    ExchangeObservation(SessionHost host) {
        observer = host.observer();
        outbound = host.outbound();
    }

    /** Record of the current exchange; null if there is none, or nobody observes it. */
    @Nullable
    ExchangeRecord record() {
        return record;
    }

    /** A request has begun. */
    void begun(RequestHead head) {
        if (observer != null) {
            record = observer.begin(head);
        }
    }

    /** A request is rejected. If its head has not arrived as a whole, it begins here. */
    void rejected() {
        if (observer != null && record == null) {
            record = observer.begin(null);
        }
    }

    /** The route of the request is known, or that there is none. */
    void routed(@Nullable RouteInfo route) {
        if (observer != null && record != null) {
            observer.routed(record, route);
        }
    }

    /** The handler has returned on the event loop. */
    void handlerReturned() {
        if (record != null) {
            record.handlerReturned();
        }
    }

    /** The head of the response comes next. */
    void responseBegun(int status) {
        if (observer != null && record != null) {
            observer.responseBegun(record, status, outbound.appended());
        }
    }

    /** The response is complete. */
    void responseEnded() {
        if (record != null) {
            record.complete(outbound.appended());
            record = null;
        }
    }
}
