package dev.interlock.internal.engine;

import dev.interlock.http.RouteInfo;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * Observes the exchanges of a connection or of a stream, one after the other. Does nothing if the server has no
 * listeners. Used only by the thread of the event loop.
 */
public final class ExchangeObservation {
    private @Nullable ConnectionObserver observer;
    /** Record of the current exchange, or null. */
    private @Nullable ExchangeRecord record;

    /**
     * Begins to observe the exchanges of a connection.
     *
     * @param newObserver observer of the connection, or null if the server has no listeners
     */
    public void observe(@Nullable ConnectionObserver newObserver) {
        observer = newObserver;
        record = null;
    }

    /** Returns the record of the current exchange, or null if there is no exchange or no listener. */
    @Nullable
    ExchangeRecord record() {
        return record;
    }

    /**
     * Begins the observation of a request.
     *
     * @param headBytes length of the head in bytes
     */
    public void begun(ReceivedHead head, int headBytes) {
        if (observer != null) {
            record = observer.begin(head, headBytes);
        }
    }

    /** Notes the rejection of a request. Begins the observation first if the head of the request is incomplete. */
    public void rejected(Rejection rejection) {
        if (observer != null) {
            if (record == null) {
                record = observer.begin(null, 0);
            }
            record.rejected(rejection.reason());
        }
    }

    /** Notes the rejection of the admission's last request. Does nothing if the admission did not reject it. */
    public void rejected(Admission admission) {
        RejectionReason reason = admission.rejection();
        if (record != null && reason != null) {
            record.rejected(reason);
        }
    }

    /** Counts received bytes of the request's body. The framing of the body counts too. */
    public void received(int bytes) {
        if (record != null) {
            record.received(bytes);
        }
    }

    /** Sets the route of the request, or null if it has none. */
    public void routed(@Nullable RouteInfo route) {
        if (observer != null && record != null) {
            observer.routed(record, route);
        }
    }

    /**
     * Opens the scope of the current exchange, because code of the application runs next.
     *
     * @return the scope to pass to {@link #closeScope} afterwards
     */
    public @Nullable CodeScope openScope() {
        return observer == null ? null : observer.scope().open(record);
    }

    /**
     * Closes a scope.
     *
     * @param outer result of {@link #openScope}
     */
    public void closeScope(@Nullable CodeScope outer) {
        if (observer != null) {
            observer.scope().close(outer);
        }
    }

    /**
     * Notes an exception of a filter, the handler, its stage or its publisher. Does nothing if {@code cause} is null.
     */
    public void failed(@Nullable Throwable cause) {
        if (record != null && cause != null) {
            record.failed(cause);
        }
    }

    /** Notes that the handler has returned on the event loop. */
    public void handlerReturned() {
        if (record != null) {
            record.handlerReturned();
        }
    }

    /** Notes that the time limit of the exchange has passed. */
    public void timedOut() {
        if (record != null) {
            record.expire();
        }
    }

    /**
     * Notes received bytes of the request body, without framing.
     *
     * @param isLast whether the body is complete
     */
    public void bodyArrived(byte[] bytes, int from, int to, boolean isLast) {
        if (record != null && record.wantsRequestBody()) {
            record.requestBodyArrived(bytes, from, to, isLast);
        }
    }

    /** Notes the fields of the response. Called before {@link #responseBegun}. */
    public void fieldsSet(EncodedResponse response) {
        if (record != null) {
            record.responseFieldsSet(response.fields());
        }
    }

    /** Notes the body of a response that is not a stream. Called before the body is appended to the output. */
    public void bodyAdded(EncodedResponse response) {
        if (record == null || !record.wantsResponseBody()) {
            return;
        }
        Content content = response.content();
        if (content == null) {
            record.responseBodyAdded(response.body().array(), 0, response.body().length());
            record.responseBodyAdded(response.bytes(), response.bytesFrom(), response.bytesTo());
        } else if (content instanceof Content.Buffer buffer) {
            record.responseBodyAdded(buffer.bytes());
        } else if (content instanceof Content.File file) {
            record.responseFileAdded(file);
        }
    }

    /** Notes the start of the response. Called before the first byte of its head is appended to the output. */
    public void responseBegun(int status) {
        if (observer != null && record != null) {
            observer.responseBegun(record, status);
        }
    }

    /**
     * Sets the number of bytes of a response that is interleaved with other responses of its connection. Called before
     * the response ends.
     */
    public void count(long bytes) {
        if (record != null) {
            record.count(bytes);
        }
    }

    /** Notes that the response ends before it is complete, although its connection stays open. */
    public void aborted(AbortReason reason) {
        if (observer != null && record != null) {
            observer.aborted(record, reason);
            record = null;
        }
    }

    public void responseEnded() {
        if (observer != null && record != null) {
            observer.responseEnded(record);
            record = null;
        }
    }
}
