package dev.interlock.benchmarks.load;

import java.util.Random;
import org.HdrHistogram.Histogram;

/**
 * Due times of requests, in nanoseconds since the run began. Also records the lag of the load: the time from the due
 * time of a request until the load notices it. The lag includes requests that must wait for a free connection. If the
 * load itself stalls, it does not read responses, so connections stay busy and requests wait. Without these requests,
 * the longest lags would be missing.
 */
final class Arrivals {
    private final long[] due;
    private final Histogram lag;
    private int taken;
    private int noticed;

    /**
     * Creates arrivals at given times.
     *
     * @param due due times in ascending order
     * @param lag receives the lags
     */
    Arrivals(long[] due, Histogram lag) {
        this.due = due;
        this.lag = lag;
    }

    /** Creates random arrivals. The intervals are exponentially distributed. */
    static Arrivals random(Random random, double rate, double seconds, Histogram lag) {
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

    /** Returns whether a request is due that was not taken yet. */
    boolean isDue(long now) {
        return taken < due.length && due[taken] <= now;
    }

    /** Takes the next request, which is due, to send it now. Returns its due time. */
    long take(long now) {
        if (noticed == taken) {
            noticeNext(now);
        }
        return due[taken++];
    }

    /** Records the lags of all due requests that must wait for a connection. Each request is recorded once. */
    void notice(long now) {
        while (noticed < due.length && due[noticed] <= now) {
            noticeNext(now);
        }
    }

    private void noticeNext(long now) {
        lag.recordValue(Math.min(now - due[noticed++], lag.getHighestTrackableValue()));
    }
}
