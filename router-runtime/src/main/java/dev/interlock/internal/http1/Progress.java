package dev.interlock.internal.http1;

/** Result of an incremental read. */
public enum Progress {
    /** All bytes were accepted, and more bytes must follow. */
    MORE,
    /** The head or body is complete. */
    DONE,
    /** The bytes were rejected. {@code refusal()} of the reader returns the reason. No further bytes can be read. */
    REFUSED
}
