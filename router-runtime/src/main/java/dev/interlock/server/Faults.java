package dev.interlock.server;

import dev.interlock.http.LogText;
import org.slf4j.Logger;

/**
 * Logs on paths that must go on whatever happens: whoever closes a connection or ends a loop has no memory at times, and
 * logging takes some. Safe for use by several threads.
 */
final class Faults {
    private Faults() {}

    /** Loads what is needed to log, for which there may be neither memory nor a file descriptor later. */
    static void prepare() {
        // To be called is enough: the class is initialized then.
    }

    /** Logs a failure; gives up if the log fails as well. */
    static void error(Logger log, String message, Throwable cause) {
        MemoryReserve.releaseFor(cause);
        try {
            log.error(message, LogText.of(cause));
        } catch (Throwable second) {
            // No caller could do more.
        }
    }

    /** As {@link #error}, as a warning without a cause. */
    static void warn(Logger log, String message, Object... arguments) {
        try {
            log.warn(message, arguments);
        } catch (Throwable second) {
            // No caller could do more.
        }
    }
}
