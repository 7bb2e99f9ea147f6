package dev.interlock.server;

import dev.interlock.http1.Limits;
import java.time.Duration;

/** What a server is told by its builder; see there. */
record Settings(
        String host,
        int port,
        Limits limits,
        Duration headTimeout,
        Duration idleTimeout,
        Duration shutdownDeadline,
        int eventLoopThreads) {
    private static final int LAST_PORT = 65_535;
    private static final int MOST_THREADS = 1024;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Checks all but the limits, which check themselves.
     *
     * @throws StartException when one is out of its range
     */
    Settings {
        if (host.isBlank()) {
            throw bad("The host is empty. Tip: 0.0.0.0 stands for every address of this machine");
        }
        if (port < 0 || port > LAST_PORT) {
            throw bad("The port is " + port + ", expected 0 to 65535. Tip: port(0) takes a free one");
        }
        if (eventLoopThreads < 1 || eventLoopThreads > MOST_THREADS) {
            throw bad("The number of event loop threads is " + eventLoopThreads + ", expected 1 to 1024."
                    + " Tip: one per processor, the default, is the most that helps");
        }
        check("head timeout", headTimeout);
        check("idle timeout", idleTimeout);
        check("shutdown deadline", shutdownDeadline);
    }

    private static void check(String what, Duration actual) {
        if (actual.compareTo(SHORTEST) < 0 || actual.compareTo(LONGEST) > 0) {
            throw bad("The " + what + " is " + actual + ", expected a millisecond to a day");
        }
    }

    private static StartException bad(String message) {
        return new StartException(message, null);
    }
}
