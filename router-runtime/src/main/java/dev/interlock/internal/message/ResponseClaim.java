package dev.interlock.internal.message;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides who makes the response of a request whose handler may run on another thread: the handler, or the server after
 * a time-out. Each filter then sees one response. Safe for use by several threads.
 */
public final class ResponseClaim {
    private static final int OPEN = 0;
    private static final int HANDLER = 1;
    private static final int SERVER = 2;
    private static final int CLIENT_LEFT = 3;

    private final AtomicInteger state = new AtomicInteger();

    /** Begins with another request. */
    public void reset() {
        // Most requests claim nothing, and a read is cheaper.
        if (state.get() != OPEN) {
            state.set(OPEN);
        }
    }

    /** Returns whether the handler's thread makes the response. Called after the handler has returned. */
    public boolean byHandler() {
        return state.compareAndSet(OPEN, HANDLER) || state.get() == CLIENT_LEFT;
    }

    /** Returns whether the server makes the response. From then on, the handler's response is dropped. */
    public boolean byServer() {
        return state.compareAndSet(OPEN, SERVER);
    }

    /** Notes that the client has left. */
    public void clientLeft() {
        state.compareAndSet(OPEN, CLIENT_LEFT);
    }

    /** Returns whether nobody needs the response of the handler. */
    public boolean isUnwanted() {
        return state.get() >= SERVER;
    }

    /** Returns whether the server has made the response. */
    public boolean isByServer() {
        return state.get() == SERVER;
    }
}
