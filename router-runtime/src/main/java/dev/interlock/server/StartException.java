package dev.interlock.server;

import org.jspecify.annotations.Nullable;

/** A server that cannot start: its message is one line that says what to change. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
