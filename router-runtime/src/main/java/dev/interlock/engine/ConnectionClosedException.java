package dev.interlock.engine;

import java.io.IOException;

/** What a body ends with whose client has gone: no failure of the handler that reads it. */
public final class ConnectionClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    public ConnectionClosedException() {
        super("The client has closed the connection");
    }

    /** Whether a handler failed for no other reason. */
    static boolean isBehind(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof ConnectionClosedException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
