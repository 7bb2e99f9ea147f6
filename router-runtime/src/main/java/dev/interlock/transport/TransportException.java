package dev.interlock.transport;

/** The machine lacks what a transport needs. The message is one line that says what to change. */
public final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TransportException(String message) {
        super(message, null, false, false);
    }
}
