package dev.interlock.http;

/** Where the handler of a route runs, and when its answer is there. */
public enum Execution {
    /** On the event loop; the answer is there when the handler returns. */
    EVENT_LOOP,
    /** On the event loop; the answer, or the rest of it, may come after the handler has returned. */
    ASYNCHRONOUS,
    /** On a thread that may block: a virtual one where the platform has them, else one of a bounded pool. */
    BLOCKING
}
