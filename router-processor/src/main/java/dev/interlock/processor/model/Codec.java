package dev.interlock.processor.model;

/** What turns a body into a value, or a value into a body. */
public enum Codec {
    TEXT,
    BYTES,
    PROTOBUF,
    JSON,
    FILE,
    STREAM,
    /** Messages, each behind its length. */
    PROTOBUF_STREAM,
    EVENTS;

    /** Whether the body is of protobuf messages. */
    public boolean isProtobuf() {
        return this == PROTOBUF || this == PROTOBUF_STREAM;
    }

    /** Whether the body is made while it is sent. */
    public boolean isStreamed() {
        return this == STREAM || this == PROTOBUF_STREAM || this == EVENTS;
    }
}
