package dev.interlock.processor.model;

/** What turns a body into a value, or a value into a body. */
public enum Codec {
    TEXT,
    BYTES,
    PROTOBUF,
    JSON,
    FILE,
    STREAM,
    EVENTS;

    /** Whether the body is made while it is sent. */
    public boolean isStreamed() {
        return this == STREAM || this == EVENTS;
    }
}
