package dev.interlock.replay.load;

import dev.interlock.replay.traffic.Exchange;
import java.util.List;

/** Exchange that has ended at all targets. It counts against the limits of its lane until {@link #release}. */
public final class Finished {
    private final Scheduled scheduled;
    private final long sentNanos;
    private final List<Outcome> outcomes;
    private final Runnable release;

    Finished(Scheduled scheduled, long sentNanos, List<Outcome> outcomes, Runnable release) {
        this.scheduled = scheduled;
        this.sentNanos = sentNanos;
        this.outcomes = outcomes;
        this.release = release;
    }

    public Exchange exchange() {
        return scheduled.exchange();
    }

    /** Returns the time at which the request was due, on the timeline. */
    public long dueNanos() {
        return scheduled.dueNanos();
    }

    /** Returns the lateness: nanoseconds from the due time until the connection got the request. */
    public long lateNanos() {
        return Math.max(0, sentNanos - scheduled.dueNanos());
    }

    /** Returns the outcomes in the order of the targets. */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    /** Releases the memory of the exchange. Callers call this once, on any thread. */
    public void release() {
        release.run();
    }
}
