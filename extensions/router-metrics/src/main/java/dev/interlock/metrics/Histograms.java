package dev.interlock.metrics;

/** Buckets of the metrics of requests. */
final class Histograms {
    /**
     * Durations in nanoseconds. OpenTelemetry defines the classic bounds for {@code http.server.request.duration}. Each
     * native bound is 9 % above the one before, from a microsecond to two hours.
     */
    static final Buckets SECONDS = new Buckets(
            1e9,
            new double[] {0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10},
            3,
            -20 * 8,
            13 * 8);

    /** Sizes in bytes. Native bounds are the powers of two from 1 to a tebibyte. */
    static final Buckets BYTES = new Buckets(1, new double[] {1024, 16 * 1024, 256 * 1024, 4 * 1024 * 1024}, 0, 0, 40);

    private Histograms() {}
}
