package dev.interlock.processor.model;

/** The kind of thread that a handler runs on, and the time at which its response is complete. */
public enum Execution {
    /** The handler runs on the event loop. The response is complete when the handler returns. */
    EVENT_LOOP,
    /** The handler runs on the event loop. The response may follow later. */
    ASYNCHRONOUS,
    /** The handler runs on a thread that may block. */
    BLOCKING
}
