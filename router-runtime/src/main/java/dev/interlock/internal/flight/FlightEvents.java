package dev.interlock.internal.flight;

import jdk.jfr.FlightRecorder;

/**
 * Finds out whether the Flight Recorder may record events. Loading the class of an event takes about 0.2 seconds and 10
 * MB, so no such class is loaded before a recording has begun. Therefore only the classes of events may contain code
 * that creates events. Safe for use by several threads.
 */
final class FlightEvents {
    private FlightEvents() {}

    /** Returns whether a recording has begun in this process, even if it has ended. The first call loads one class. */
    static boolean mayRecord() {
        try {
            return FlightRecorder.isInitialized();
        } catch (LinkageError e) {
            // The run-time image lacks the module, or the application does not resolve it.
            return false;
        }
    }
}
