package dev.interlock.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** Stall of an event loop for longer than the setting {@code stall-threshold}. Recorded when the loop continues. */
@Name("interlock.Stall")
@Label("Event Loop Stall")
@Category("Interlock")
@Description("A handler held an event loop for longer than stall-threshold")
@StackTrace(false)
final class StallEvent extends Event {
    private static final int MAX_FRAMES = 64;
    /** Event that is never recorded. It only shows whether a recording wants events of this type. */
    private static final StallEvent PROBE = new StallEvent();

    @Label("Event Loop")
    @Nullable
    String eventLoop;

    @Label("Time")
    @Timespan(Timespan.NANOSECONDS)
    long time;

    @Label("Stack")
    @Description("Stack of the event loop when the stall exceeded the threshold")
    @Nullable
    String stack;

    static void record(String loop, long nanos, StackTraceElement[] stack) {
        if (PROBE.isEnabled()) {
            StallEvent event = new StallEvent();
            event.eventLoop = loop;
            event.time = nanos;
            event.stack = text(stack);
            event.commit();
        }
    }

    private static String text(StackTraceElement[] stack) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(stack.length, MAX_FRAMES); i++) {
            text.append(i == 0 ? "" : "\n").append(stack[i]);
        }
        return text.toString();
    }
}
