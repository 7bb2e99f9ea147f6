package dev.interlock.internal.tls;

/** A mistake in the settings or files of TLS. The message is one line for the operator. */
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1;

    TlsException(String message) {
        super(message);
    }

    TlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
