package dev.interlock.benchmarks.servers;

import java.util.Random;
import org.HdrHistogram.Histogram;

/**
 * When requests are due, in nanoseconds since the run began, and how late the load came to each of them. That is counted of every
 * request, also of those that found no free connection: where the load itself stalls, answers stay unread and connections
 * busy, so that to leave those out would hide the longest lags.
 */
final class Arrivals {
    private final long[] due;
    private final Histogram lag;
    private int taken;
    private int noticed;

    /**
     * Arrivals at certain times.
     *
     * @param due in ascending order
     * @param lag where the lags are recorded
     */
    Arrivals(long[] due, Histogram lag) {
        this.due = due;
        this.lag = lag;
    }

    /** With exponentially distributed times between them. */
    static Arrivals random(Random random, double rate, int seconds, Histogram lag) {
        long[] due = new long[(int) (rate * seconds)];
        double at = 0;
        for (int i = 0; i < due.length; i++) {
            at -= Math.log(1 - random.nextDouble()) * 1e9 / rate;
            due[i] = (long) at;
        }
        return new Arrivals(due, lag);
    }

    int count() {
        return due.length;
    }

    /** Whether the next one is due. */
    boolean isDue(long now) {
        return taken < due.length && due[taken] <= now;
    }

    /** Takes the next one, which is due, to be sent now; returns when it was due. */
    long take(long now) {
        if (noticed == taken) {
            noticeNext(now);
        }
        return due[taken++];
    }

    /** Notices all that are due, those that have to wait for a connection. */
    void notice(long now) {
        while (noticed < due.length && due[noticed] <= now) {
            noticeNext(now);
        }
    }

    private void noticeNext(long now) {
        lag.recordValue(Math.min(now - due[noticed++], lag.getHighestTrackableValue()));
    }
}
