package dev.interlock.processor.verify;

/** Thrown if a text is not a dispatch table, or if a lookup cannot use the table. The message describes the reason. */
final class MalformedTables extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedTables(String message) {
        super(message, null, false, false);
    }
}
