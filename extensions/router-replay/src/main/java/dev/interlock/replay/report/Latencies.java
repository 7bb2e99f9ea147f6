package dev.interlock.replay.report;

import org.HdrHistogram.PackedHistogram;

/** Requests of one kind at one target. */
final class Latencies {
    private static final int DIGITS = 3;

    /** Microseconds from the time a request was due to its end. */
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
