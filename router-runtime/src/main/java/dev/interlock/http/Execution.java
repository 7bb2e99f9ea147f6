package dev.interlock.http;

/** Where the handler of a route runs, and when its response is complete. */
public enum Execution {
    /** On the event loop. The response is complete when the handler returns. */
    EVENT_LOOP,
    /** On the event loop. The response, or the rest of it, may come after the handler has returned. */
    ASYNCHRONOUS,
    /** On a thread that may block: a virtual thread if the platform has them, or else a thread of a bounded pool. */
    BLOCKING
}
