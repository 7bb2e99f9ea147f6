package dev.interlock.canary;

import java.util.ArrayList;
import java.util.List;

/**
 * Latency buckets of an event loop: 16 for each power of two, so a bucket is at most 6.3 % wide. The unit is 1,024 ns.
 * The last bucket begins at 73 minutes.
 */
final class LatencyBuckets {
    private static final int UNIT_BITS = 10;
    /** Number of bits below the highest bit of a value that select its bucket. */
    private static final int BITS = 4;

    private static final int PER_EXPONENT = 1 << BITS;
    private static final int MOST_BITS = 32;

    /** Number of buckets. */
    static final int COUNT = (MOST_BITS - BITS + 1) * PER_EXPONENT + 1;

    private static final double NANOS = 1e9;

    private LatencyBuckets() {}

    /** Returns the bucket of a latency. Negative latencies are in the first bucket. */
    static int indexOf(long nanos) {
        long value = Math.max(0, nanos) >> UNIT_BITS;
        if (value < PER_EXPONENT) {
            return (int) value;
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
        if (exponent >= MOST_BITS) {
            return COUNT - 1;
        }
        int next = (int) (value >>> (exponent - BITS)) & (PER_EXPONENT - 1);
        return (exponent - BITS + 1) * PER_EXPONENT + next;
    }

    /** Returns the lower bound of a bucket in seconds. */
    private static double from(int bucket) {
        if (bucket < PER_EXPONENT) {
            return ((long) bucket << UNIT_BITS) / NANOS;
        }
        int shift = bucket / PER_EXPONENT - 1;
        long value = (long) (PER_EXPONENT + bucket % PER_EXPONENT) << shift;
        return (value << UNIT_BITS) / NANOS;
    }

    static LatencyHistogram histogram(long[] counts) {
        List<LatencyHistogram.Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            if (counts[i] > 0) {
                double end = i == COUNT - 1 ? Double.POSITIVE_INFINITY : from(i + 1);
                buckets.add(new LatencyHistogram.Bucket(from(i), end, counts[i]));
            }
        }
        return LatencyHistogram.of(buckets);
    }
}
