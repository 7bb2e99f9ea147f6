package dev.interlock.http;

/** Where the handler of a route runs, and when its response is complete. */
public enum Execution {
    /** The handler runs on the event loop. The response is complete when the handler returns. */
    EVENT_LOOP,
    /** The handler runs on the event loop. The response may be completed after the handler has returned. */
    ASYNCHRONOUS,
    /**
     * The handler runs on a thread that may block: a virtual thread from Java 21 on, or else a thread of a bounded
     * pool.
     */
    BLOCKING
}
