package dev.interlock.server;

import dev.interlock.internal.log.ServerLog;
import org.jspecify.annotations.Nullable;

/**
 * The server cannot start. The message is one line with a tip. The exception has neither stack trace nor cause, so a
 * {@code main} that does not catch it ends with this line and the exit code 1. The log has the cause at level debug.
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

    /** Makes one line of the message: values from the environment may contain line ends. */
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
