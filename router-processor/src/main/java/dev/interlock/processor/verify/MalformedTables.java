package dev.interlock.processor.verify;

/** Thrown if a text does not describe dispatch tables that a lookup can use. The message gives the reason. */
final class MalformedTables extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedTables(String message) {
        super(message, null, false, false);
    }
}
