package dev.interlock.processor.model;

/** Where a handler runs, and when its answer is there. */
public enum Execution {
    /** On the event loop, and the answer is there when it returns. */
    EVENT_LOOP,
    /** On the event loop, and the answer may come later. */
    ASYNCHRONOUS,
    /** On a thread that may block. */
    BLOCKING
}
