package dev.interlock.internal.transport;

/** The machine does not support a transport, or lacks the resources for it. The message is one line with a tip. */
public final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TransportException(String message) {
        super(message, null, false, false);
    }
}
