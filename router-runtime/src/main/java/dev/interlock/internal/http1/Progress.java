package dev.interlock.internal.http1;

/** Result of an incremental read. */
public enum Progress {
    /** All bytes were accepted, and more bytes must follow. */
    MORE,
    /** The head or body is complete. */
    DONE,
    /** The bytes were rejected. The reader's {@code refusal()} is the reason. No later bytes can be read. */
    REFUSED
}
