package dev.interlock.server;

import dev.interlock.internal.log.ServerLog;
import org.jspecify.annotations.Nullable;

/**
 * The server cannot start. The message is one line and says how to correct the failure. The exception has neither stack
 * trace nor cause. So a {@code main} method that does not catch it prints only this line, and the process ends with the
 * exit code 1. The cause is logged at level debug.
 */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        this(message, null);
    }

    /** @param cause cause for the log, or null */
    StartException(String message, @Nullable Throwable cause) {
        super(oneLine(message), null, false, false);
        if (cause != null) {
            ServerLog.of(StartException.class).debug("The server cannot start", cause);
        }
    }

    /** Returns the message as one line. Values from the environment may contain line breaks. */
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
