package dev.interlock.internal.admin;

import dev.interlock.internal.engine.LoopActivity;
import dev.interlock.internal.engine.LoopClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Finds event loops that have stalled for too long. Used only by the thread of the admin loop. */
public final class LoopHealth {
    private static final String NAME = "event-loops";

    private final List<String> names;
    private final List<LoopActivity> loops;
    private final long limitNanos;
    private final LoopClock clock;
    private @Nullable LoopActivity own;

    /**
     * @param names names of the loops
     * @param loops activity of each loop
     * @param limit time for which a loop may stall; zero for no limit
     */
    public LoopHealth(List<String> names, List<LoopActivity> loops, Duration limit, LoopClock clock) {
        this.names = names;
        this.loops = loops;
        limitNanos = limit.isZero() ? Long.MAX_VALUE : limit.toNanos();
        this.clock = clock;
    }

    /** Sets the activity of the admin loop. */
    public void own(LoopActivity activity) {
        own = activity;
    }

    CheckResult check() {
        long now = clock.nanoTime();
        // After a pause of the whole process, the admin loop is as late as the others. Its delay is not counted.
        long excused = own == null ? 0 : own.overdueNanos(now);
        for (int i = 0; i < loops.size(); i++) {
            long stalled = loops.get(i).overdueNanos(now) - excused;
            if (stalled > limitNanos) {
                long millis = TimeUnit.NANOSECONDS.toMillis(stalled);
                return new CheckResult(NAME, names.get(i) + " has stalled for " + millis + " ms", -1);
            }
        }
        return new CheckResult(NAME, null, -1);
    }
}
