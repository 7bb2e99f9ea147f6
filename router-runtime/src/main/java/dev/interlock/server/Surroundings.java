package dev.interlock.server;

import dev.interlock.http.Readiness;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Objects with which a server works, as opposed to its settings, which are values.
 *
 * @param readiness learns whether the server wants requests
 * @param blockingExecutor executor of blocking handlers, or null for the server's own threads
 * @param handlesSignals whether SIGTERM shuts the server down and then ends the process
 * @param clock clock of limits, pauses and deadlines
 */
record Surroundings(
        Readiness readiness, @Nullable Executor blockingExecutor, boolean handlesSignals, LoopClock clock) {}
