package dev.interlock.internal.flight;

import jdk.jfr.FlightRecorder;

/**
 * Whether the Flight Recorder may record events. Loading the class of an event takes about 0.2 seconds and 10 MB, so it
 * waits until a recording has begun, and no other class may contain code that creates an event. Safe for use by several
 * threads.
 */
final class FlightEvents {
    private FlightEvents() {}

    /** Returns whether a recording has begun in this process. It may have ended. The first call loads one class. */
    static boolean mayRecord() {
        try {
            return FlightRecorder.isInitialized();
        } catch (LinkageError e) {
            // The run-time image lacks the module, or the application does not resolve it.
            return false;
        }
    }
}
