package dev.interlock.processor.model;

/** What turns a body into a value, or a value into a body. */
public enum Codec {
    TEXT,
    BYTES,
    PROTOBUF,
    FILE,
    STREAM
}
