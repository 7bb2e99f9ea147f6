package dev.interlock.processor.verify;

/** Thrown for a text that is not a dispatch table, or a table that no lookup can walk. The message says why. */
final class MalformedTables extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedTables(String message) {
        super(message, null, false, false);
    }
}
