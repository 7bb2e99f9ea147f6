package dev.interlock.internal.engine;

import java.io.IOException;

/** Failure of a body whose client has left. It is not a failure of the handler that reads the body. */
public final class ConnectionClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    public ConnectionClosedException() {
        super("The client has closed the connection");
    }

    /** Whether this exception caused the failure of a handler. */
    static boolean isBehind(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof ConnectionClosedException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
