package dev.interlock.internal.flight;

/** Records stalls of event loops in the Flight Recorder. Safe for use by several threads. */
public final class Stalls {
    private static final int MAX_FRAMES = 64;

    private Stalls() {}

    /**
     * Records a stall that is over. Does nothing if no recording runs.
     *
     * @param stack stack of the loop during the stall
     */
    public static void record(String loop, long nanos, StackTraceElement[] stack) {
        if (FlightEvents.mayRecord()) {
            commit(loop, nanos, stack);
        }
    }

    private static void commit(String loop, long nanos, StackTraceElement[] stack) {
        if (!StallEvent.isWanted()) {
            return;
        }
        StallEvent event = new StallEvent();
        event.eventLoop = loop;
        event.time = nanos;
        event.stack = text(stack);
        event.commit();
    }

    private static String text(StackTraceElement[] stack) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(stack.length, MAX_FRAMES); i++) {
            text.append(i == 0 ? "" : "\n").append(stack[i]);
        }
        return text.toString();
    }
}
