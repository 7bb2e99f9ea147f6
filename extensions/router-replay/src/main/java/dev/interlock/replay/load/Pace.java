package dev.interlock.replay.load;

import java.util.concurrent.TimeUnit;

/** Decides when requests are due. */
public interface Pace {
    /**
     * Returns the time at which a request is due, in nanoseconds after the first.
     *
     * @param recordedNanos recorded time from the arrival of the first request to the arrival of this one
     * @param number number of requests before this one
     */
    long dueNanos(long recordedNanos, long number);

    /**
     * Returns a pace that keeps the recorded times.
     *
     * @param speed factor above 0; 2 takes half the recorded time
     */
    static Pace recorded(double speed) {
        return (recordedNanos, number) -> (long) (recordedNanos / speed);
    }

    /** Returns a pace with equal intervals between requests. */
    static Pace rate(double perSecond) {
        double gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
        return (recordedNanos, number) -> (long) (number * gap);
    }
}
