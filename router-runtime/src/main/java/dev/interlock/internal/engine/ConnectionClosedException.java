package dev.interlock.internal.engine;

import java.io.IOException;

/** Failure to read a body because the client has left. The handler that reads the body is not at fault. */
public final class ConnectionClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    public ConnectionClosedException() {
        super("The client has closed the connection");
    }

    /** Returns whether an exception of this class has caused the failure of a handler. */
    static boolean isBehind(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof ConnectionClosedException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
