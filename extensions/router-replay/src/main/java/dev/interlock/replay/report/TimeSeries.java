package dev.interlock.replay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.PackedHistogram;

/** Latencies and errors over time. When all intervals are used, their length doubles, so memory is bounded. */
final class TimeSeries {
    /** Maximum number of intervals. */
    static final int MAX_INTERVALS = 240;

    private static final int DIGITS = 2;

    private List<Interval> intervals = new ArrayList<>();
    private long width = TimeUnit.SECONDS.toNanos(1);

    /** Requests that were due in one interval. */
    static final class Interval {
        final PackedHistogram latency = new PackedHistogram(DIGITS);
        long requests;
        long errors;

        private void add(Interval other) {
            latency.add(other.latency);
            requests += other.requests;
            errors += other.errors;
        }
    }

    /**
     * Adds a request.
     *
     * @param atNanos due time, from the start of the replay
     * @param micros latency in microseconds; negative for a request without a latency
     */
    void add(long atNanos, long micros, boolean isError) {
        long at = Math.max(0, atNanos);
        while (at / width >= MAX_INTERVALS) {
            halve();
        }
        int index = (int) (at / width);
        while (intervals.size() <= index) {
            intervals.add(new Interval());
        }
        Interval interval = intervals.get(index);
        interval.requests++;
        interval.errors += isError ? 1 : 0;
        if (micros >= 0) {
            interval.latency.recordValue(micros);
        }
    }

    private void halve() {
        List<Interval> wider = new ArrayList<>();
        for (int i = 0; i < intervals.size(); i++) {
            if (i % 2 == 0) {
                wider.add(intervals.get(i));
            } else {
                wider.get(i / 2).add(intervals.get(i));
            }
        }
        intervals = wider;
        width *= 2;
    }

    List<Interval> intervals() {
        return intervals;
    }

    /** Returns the length of an interval in seconds. */
    double seconds() {
        return (double) width / TimeUnit.SECONDS.toNanos(1);
    }
}
