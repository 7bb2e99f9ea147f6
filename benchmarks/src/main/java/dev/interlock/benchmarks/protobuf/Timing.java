package dev.interlock.benchmarks.protobuf;

/**
 * How long a library is timed in a round.
 *
 * @param iterations of which the fastest counts
 * @param milliseconds of each: short, so that some of them are left alone on a machine that others use
 */
record Timing(int iterations, int milliseconds) {
    static final Timing USUAL = new Timing(50, 20);
    static final Timing QUICK = new Timing(25, 20);
}
