package dev.interlock.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * Holder of the streamed response to the current request, if there is one. Used only by the thread of the event loop.
 */
final class StreamedResponse {
    /** Copy of the request, if the request has no exchange. */
    private final KeptRequest request;

    private @Nullable ResponseStream stream;
    private int status;

    StreamedResponse(MemoryBudget budget) {
        request = new KeptRequest(budget);
    }

    void begin(ResponseStream begun, int status) {
        stream = begun;
        this.status = status;
    }

    boolean isOpen() {
        return stream != null;
    }

    /** Returns the stream, or null. */
    @Nullable
    ResponseStream stream() {
        return stream;
    }

    /** Returns the stream if it lasts until its client leaves, or else null. */
    @Nullable
    ResponseStream lasting() {
        return stream != null && stream.isLasting() ? stream : null;
    }

    /** Checks the time limits of the stream if there is one. The event loop calls this repeatedly. */
    void tick(long now) {
        if (stream != null) {
            stream.tick(now);
        }
    }

    int status() {
        return status;
    }

    KeptRequest request() {
        return request;
    }

    /** Returns the bytes of heap that the stream and the copy of the request hold. */
    long heldBytes() {
        return request.heldBytes() + (stream == null ? 0 : stream.heldBytes());
    }

    /** Forgets the stream after its end. */
    void end() {
        stream = null;
    }

    /** Cancels the stream if there is one. Forgets the stream and its request. */
    void cancel() {
        ResponseStream cancelled = stream;
        try {
            if (cancelled != null) {
                end();
                cancelled.cancel();
            }
        } finally {
            request.forget();
        }
    }
}
