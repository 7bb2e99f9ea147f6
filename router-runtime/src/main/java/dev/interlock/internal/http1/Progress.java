package dev.interlock.internal.http1;

/** Result of an incremental read. */
public enum Progress {
    /** All bytes were accepted, and more must follow. */
    MORE,
    /** The part of the message is complete. */
    DONE,
    /** The bytes are rejected for the reader's {@code refusal()}. Nothing after them can be read. */
    REFUSED
}
