package dev.interlock.processor.verify;

/** The text is no dispatch table, or one that no lookup can walk; the message says why. */
final class MalformedTables extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedTables(String message) {
        super(message, null, false, false);
    }
}
