package dev.interlock.http2.internal.session;

import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.head.HeadRefusal;
import dev.interlock.http2.internal.stream.StreamState;
import dev.interlock.internal.engine.Rejection;
import dev.interlock.internal.engine.ServedRequest;
import dev.interlock.internal.engine.ServerRejection;
import dev.interlock.internal.message.RequestTrailers;
import org.jspecify.annotations.Nullable;

/**
 * Request of one stream after its head. Receives the body, widens the window of the client, and decides whether the
 * stream is reset after the response because the rest of the body is not wanted. Serves one stream after another. Used
 * only by the thread of its event loop.
 */
final class StreamRequest {
    private final ServedRequest served;
    private final StreamState state;
    private final RequestBody body;
    private @Nullable FrameSender sender;
    private int id;
    /** Whether the rest of the body may be received and dropped after the response. */
    private boolean mayDrop;
    /** Code of RST_STREAM after the response to a rejected request, or null if the request was not rejected. */
    private @Nullable ErrorCode rejected;

    StreamRequest(ServedRequest served, StreamState state, RequestBody body) {
        this.served = served;
        this.state = state;
        this.body = body;
    }

    /** Begins to receive the body of a request. */
    void open(FrameSender newSender, int number) {
        sender = newSender;
        id = number;
        mayDrop = true;
        rejected = null;
        body.open();
    }

    boolean hasBytes() {
        return body.hasBytes();
    }

    /** Returns the receiver of the trailer fields, or null if nobody wants them. */
    @Nullable
    RequestTrailers trailers() {
        return body.trailers();
    }

    /**
     * Takes content of a DATA frame.
     *
     * @return false if the stream must be reset, because the rest of the body is long and nobody wants it
     */
    boolean receive(byte[] bytes, int from, int to) {
        served.observation().received(to - from);
        switch (body.receive(served.body(), bytes, from, to)) {
            case TAKEN -> returnCredit();
            case TOO_LARGE -> rejectBody(ServerRejection.LARGE_BODY);
            case NO_MEMORY -> rejectBody(ServerRejection.NO_MEMORY);
            case UNWANTED -> {
                if (state.isServerDone()) {
                    return false;
                }
                // The window stays shut, and the stream is reset after the response.
                body.takeCredit();
                mayDrop = false;
            }
        }
        return true;
    }

    /**
     * Rejects the request because of its body. If the handler reads the body as a stream, the handler responds to the
     * failure in its own time. Until then, further bytes are dropped, so that they cannot cause a second rejection.
     */
    private void rejectBody(Rejection rejection) {
        served.reject(rejection, true);
        body.drop();
    }

    /** Returns whether the request can still be rejected. If not, it has a response, or its handler makes one. */
    boolean isRejectable() {
        return served.body().isOpen() && !served.body().isDropped();
    }

    /** Counts received bytes that are not content, such as padding, and widens the window of the client. */
    void addCredit(int count) {
        body.addCredit(count);
        returnCredit();
    }

    /** Widens the window of the client by the credit, unless the handler must take bytes first. */
    void returnCredit() {
        FrameSender current = sender;
        if (current == null
                || body.credit() == 0
                || state.isClientDone()
                || served.body().isPaused()) {
            return;
        }
        int increment = state.receiveWindow().consumed(body.takeCredit());
        if (increment > 0) {
            current.output().windowUpdate(id, increment);
        }
    }

    /** Ends the body after its last frame. This may call the handler of the request. */
    void end() {
        body.end(served);
    }

    /** Notes that the rest of the body will not be read. */
    void unwanted(boolean isDroppable) {
        mayDrop &= isDroppable;
    }

    /** Notes that the request is rejected before all of it was read. */
    void rejected() {
        mayDrop = false;
        if (rejected == null) {
            rejected = ErrorCode.NO_ERROR;
        }
    }

    /**
     * Rejects the request because of its header section or its trailer section.
     *
     * @param hasHead whether the header section was accepted
     */
    void reject(Rejection reason, boolean hasHead) {
        if (reason instanceof HeadRefusal refusal && refusal.isMalformed()) {
            rejected = ErrorCode.PROTOCOL_ERROR;
        }
        served.reject(reason, hasHead);
    }

    /** Drops the rest of the body after the response was made. */
    void dropRest() {
        if (!state.isClientDone()) {
            body.drop();
        }
    }

    /** Returns the code of the RST_STREAM that must follow the response, or null if none must. */
    @Nullable
    ErrorCode resetCode() {
        if (rejected == ErrorCode.PROTOCOL_ERROR) {
            return rejected;
        }
        boolean mayWait = rejected == null && mayDrop;
        return state.isClosed() || mayWait ? null : ErrorCode.NO_ERROR;
    }

    /**
     * Checks the time limits of the body. Rejects the request if its body is late.
     *
     * @return false if the stream must be reset, because the rest of an unwanted body is late
     */
    boolean check(long now, SessionSettings settings, boolean isWritable) {
        if (body.isDropping()) {
            return !state.isServerDone() || !body.isRestLate(now, settings.headNanos());
        }
        if (served.body().isOpen()) {
            boolean isIdle =
                    body.isIdle(now, settings.idleNanos()) && !served.body().isPaused();
            boolean isSlow = served.body().isTooSlow(now, !isWritable) && isWritable;
            if (isIdle || isSlow || served.body().isOverdue(now)) {
                rejectBody(ServerRejection.LATE_REQUEST);
            }
        }
        return true;
    }

    /** Notes that the stream has ended. Its window must not be widened any more. */
    void over() {
        sender = null;
    }

    /** Drops the references to the receivers of the body and of the trailer fields. */
    void clear() {
        body.forget();
    }
}
