package dev.interlock.internal.engine;

import dev.interlock.log.LogText;
import org.slf4j.Logger;

/**
 * Logs on paths that must continue even if logging fails. Code that closes a connection or ends a loop may run without
 * free memory, and logging allocates. Safe for use by several threads.
 */
public final class Faults {
    private Faults() {}

    /** Loads all classes for logging. Later there may be no memory or no file descriptor for loading them. */
    public static void prepare() {
        // The call of this method initializes the class.
    }

    /** Logs a failure. Ignores a failure of the logging itself. */
    public static void error(Logger log, String message, Throwable cause) {
        MemoryReserve.releaseFor(cause);
        try {
            log.error(message, LogText.of(cause));
        } catch (Throwable second) {
            // Nothing more can be done, because logging has failed.
        }
    }

    /** Logs a warning without a cause. Ignores a failure of the logging itself. */
    public static void warn(Logger log, String message, Object... arguments) {
        try {
            log.warn(message, arguments);
        } catch (Throwable second) {
            // Nothing more can be done, because logging has failed.
        }
    }
}
