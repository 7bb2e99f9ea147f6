package dev.interlock.internal.flight;

/** Records stalls of event loops in the Flight Recorder. Safe for use by several threads. */
public final class Stalls {
    private Stalls() {}

    /**
     * Records a stall that is over. Does nothing if no recording runs.
     *
     * @param stack stack of the loop during the stall
     */
    public static void record(String loop, long nanos, StackTraceElement[] stack) {
        if (FlightEvents.mayRecord()) {
            StallEvent.record(loop, nanos, stack);
        }
    }
}
