package dev.interlock.canary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Counts of requests, errors and latencies of one event loop. Only the thread of the loop writes, so counting needs no
 * atomic read-modify-write operation. Any thread may read.
 *
 * <p>The first request of a route allocates the latency buckets of the route, 4 KiB. The number of routes is fixed, so
 * the memory is bounded.
 */
final class LoopCounts {
    private static final VarHandle COUNTERS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle LATENCIES = MethodHandles.arrayElementVarHandle(long[][].class);
    /** Unused elements before and after the counters, so that two loops do not write to the same cache line. */
    private static final int PADDING = 8;

    private final RouteTable table;
    private final long[] requests;
    private final long[] errors;
    /** Latency buckets of each row, or null before the first latency of the row. */
    private final long[] @Nullable [] latencies;

    LoopCounts(RouteTable table) {
        this.table = table;
        requests = new long[table.rows() + 2 * PADDING];
        errors = new long[table.rows() + 2 * PADDING];
        latencies = new long[table.rows()][];
    }

    RouteTable table() {
        return table;
    }

    private static void increment(long[] counters, int index) {
        COUNTERS.setOpaque(counters, index, counters[index] + 1);
    }

    /** Counts a request. */
    void ended(int row, boolean isError) {
        // Writes the request count first, and readers read it last. So they never see more errors than requests.
        COUNTERS.setRelease(requests, PADDING + row, requests[PADDING + row] + 1);
        if (isError) {
            COUNTERS.setRelease(errors, PADDING + row, errors[PADDING + row] + 1);
        }
    }

    /** Counts a latency. */
    void took(int row, long nanos) {
        long[] buckets = latencies[row];
        if (buckets == null) {
            buckets = new long[LatencyBuckets.COUNT + PADDING];
            // Release mode: a reader that sees the array also sees its zeros.
            LATENCIES.setRelease(latencies, row, buckets);
        }
        increment(buckets, LatencyBuckets.indexOf(nanos));
    }

    long errors(int row) {
        return (long) COUNTERS.getAcquire(errors, PADDING + row);
    }

    /** Returns the number of requests. Callers must read {@link #errors} first. */
    long requests(int row) {
        return (long) COUNTERS.getAcquire(requests, PADDING + row);
    }

    /** Adds the latency buckets of a row to {@code sums}. */
    void addLatencies(int row, long[] sums) {
        long[] buckets = (long[]) LATENCIES.getAcquire(latencies, row);
        if (buckets != null) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += (long) COUNTERS.getOpaque(buckets, i);
            }
        }
    }
}
