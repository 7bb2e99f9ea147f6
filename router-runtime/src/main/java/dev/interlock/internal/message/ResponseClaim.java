package dev.interlock.internal.message;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides who makes the response to a request whose handler may run on another thread: the handler, or the server after
 * a time-out. So filters do not see both responses. Safe for use by several threads.
 */
public final class ResponseClaim {
    private static final int OPEN = 0;
    private static final int HANDLER = 1;
    private static final int SERVER = 2;
    private static final int CLIENT_LEFT = 3;

    private final AtomicInteger state = new AtomicInteger();

    /** Resets the decision for the next request. */
    public void reset() {
        // Most requests never need a decision, and a read is faster than a write.
        if (state.get() != OPEN) {
            state.set(OPEN);
        }
    }

    /**
     * Claims the response for the handler. Returns false if the server has claimed it before. Called after the handler
     * has returned.
     */
    public boolean byHandler() {
        return state.compareAndSet(OPEN, HANDLER) || state.get() == CLIENT_LEFT;
    }

    /**
     * Claims the response for the server. Returns false if the handler has claimed it before, or the client has left.
     * After a successful claim, the handler's response is dropped.
     */
    public boolean byServer() {
        return state.compareAndSet(OPEN, SERVER);
    }

    /** Notes that the client has left. */
    public void clientLeft() {
        state.compareAndSet(OPEN, CLIENT_LEFT);
    }

    /**
     * Returns whether the handler's response is not needed, because the server has claimed the response or the client
     * has left.
     */
    public boolean isUnwanted() {
        return state.get() >= SERVER;
    }

    /** Returns whether the server has claimed the response. */
    public boolean isByServer() {
        return state.get() == SERVER;
    }
}
