package dev.interlock.replay.report;

import org.HdrHistogram.PackedHistogram;

/** Latencies and errors of one group of requests at one target. */
final class Latencies {
    private static final int DIGITS = 3;

    /** Microseconds from the due time of a request to the end of its response. */
    final PackedHistogram micros = new PackedHistogram(DIGITS);

    long requests;
    long errors;

    void add(long latencyMicros, boolean isError) {
        requests++;
        errors += isError ? 1 : 0;
        if (latencyMicros >= 0) {
            micros.recordValue(latencyMicros);
        }
    }
}
