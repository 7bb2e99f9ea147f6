package dev.interlock.internal.flight;

import jdk.jfr.FlightRecorder;

/**
 * Whether the Flight Recorder may record events. Loading the class of an event takes about 0.2 seconds and 10 MB. So
 * callers load it only after a recording has begun. Only the class of an event may contain code that creates the event.
 * Safe for use by several threads.
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
