package dev.interlock.internal.flight;

import jdk.jfr.FlightRecorder;

/**
 * Whether the Flight Recorder may record events. A class of {@code jdk.jfr} takes memory and time when it is loaded, so
 * callers ask only when they have something to record, and no event class is loaded before a recording has begun. Safe
 * for use by several threads.
 */
final class FlightEvents {
    private FlightEvents() {}

    /** Returns whether a recording has begun in this process. It may have ended. */
    static boolean mayRecord() {
        try {
            return FlightRecorder.isInitialized();
        } catch (LinkageError e) {
            // The run-time image lacks the module, or the application does not resolve it.
            return false;
        }
    }
}
