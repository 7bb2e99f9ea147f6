package dev.interlock.server;

import dev.interlock.log.ServerLog;
import org.jspecify.annotations.Nullable;

/**
 * A server that cannot start: its message is one line that says what to change. It has neither stack trace nor cause,
 * so that a {@code main} that does not catch it ends with that line and the exit code 1; what caused it is in the log,
 * at the level debug.
 */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        this(message, null);
    }

    /** @param cause for the log alone */
    StartException(String message, @Nullable Throwable cause) {
        super(oneLine(message), null, false, false);
        if (cause != null) {
            ServerLog.of(StartException.class).debug("The server cannot start", cause);
        }
    }

    /** Values from the environment may hold anything, and end a line as well. */
    private static String oneLine(String message) {
        StringBuilder line = new StringBuilder(message);
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, '?');
            }
        }
        return line.toString();
    }
}
