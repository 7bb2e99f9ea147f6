package dev.interlock.replay.load;

import java.util.concurrent.TimeUnit;

/** When requests are due. */
public interface Pace {
    /**
     * Returns the time at which a request is due, in nanoseconds after the first.
     *
     * @param recordedNanos time between its arrival and that of the first, in the recording
     * @param number number of requests before it
     */
    long dueNanos(long recordedNanos, long number);

    /**
     * Returns a pace that keeps the recorded times.
     *
     * @param speed 2 takes half the recorded time; above 0
     */
    static Pace recorded(double speed) {
        return (recordedNanos, number) -> (long) (recordedNanos / speed);
    }

    /** Returns a pace with the same time between all requests. */
    static Pace rate(double perSecond) {
        double gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
        return (recordedNanos, number) -> (long) (number * gap);
    }
}
