package dev.interlock.processor.model;

/** The thread that a handler runs on, and the time at which its response is complete. */
public enum Execution {
    /** On the event loop. The response is complete when the handler returns. */
    EVENT_LOOP,
    /** On the event loop. The response may follow later. */
    ASYNCHRONOUS,
    /** On a thread that may block. */
    BLOCKING
}
