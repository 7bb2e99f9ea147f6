package dev.interlock.benchmarks.servers;

import java.util.OptionalDouble;

/**
 * Result of a closed loop.
 *
 * @param requests number of complete responses
 * @param p50 median latency in microseconds, corrected for coordinated omission; empty if the tool does not measure it
 * @param p99 99th percentile of the latency, like {@code p50}
 * @param errors number of all failures: connections that were refused, or that ended before their response was
 *     complete; requests that could not be sent or timed out; and responses with an error status
 */
record Throughput(long requests, double seconds, OptionalDouble p50, OptionalDouble p99, long errors) {
    /** Creates a result without latencies. */
    Throughput(long requests, double seconds, long errors) {
        this(requests, seconds, OptionalDouble.empty(), OptionalDouble.empty(), errors);
    }

    double requestsPerSecond() {
        return requests / seconds;
    }
}
