package dev.interlock.http1;

/** How far an incremental reader came with the bytes it was given. */
public enum Progress {
    /** All bytes were in order, and more have to follow. */
    MORE,
    /** The part of the message that was to be read is complete. */
    DONE,
    /** The bytes are refused; the reader's {@code refusal()} says why. Nothing after them can be read. */
    REFUSED
}
