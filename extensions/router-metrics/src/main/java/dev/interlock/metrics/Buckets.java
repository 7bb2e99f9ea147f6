package dev.interlock.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.Arrays;

/**
 * Buckets of a histogram that is both classic and native. Values are counted in fine buckets, which have the bounds of
 * both kinds. Each fine bucket lies within one classic and one native bucket, so both kinds always have the same count.
 * Immutable.
 *
 * <p>Values are whole numbers, for example numbers of nanoseconds. A bucket includes its upper bound. Negative values
 * count as 0. Values above the last native bound count in the last native bucket.
 */
final class Buckets {
    /** Number of bits after the highest bit of a value that select its slot. */
    private static final int SLOT_BITS = 4;

    private static final int SLOTS_PER_EXPONENT = 1 << SLOT_BITS;

    /** Inclusive upper bounds of the fine buckets. The last one is {@link Long#MAX_VALUE}. */
    private final long[] bounds;
    /**
     * For each slot, the first fine bucket that can contain a value of the slot. A slot is a range of values; see
     * {@link #slot}.
     */
    private final short[] starts;

    /** Number of values in one unit of the metric, for example 10^9 nanoseconds in a second. */
    private final double perUnit;

    private final double[] classicBounds;
    /** Number of the classic bucket around each fine bucket. */
    private final int[] classic;

    private final int schema;
    private final int firstNative;
    /** Index of the native bucket around each fine bucket. */
    private final int[] natives;

    /**
     * Creates buckets.
     *
     * @param perUnit number of values in one unit of the metric
     * @param classicBounds ascending upper bounds of the classic buckets in units, without infinity
     * @param schema schema of the native buckets, 0 to 8; the bound of bucket i is 2 to the power of i/2^schema
     * @param firstNative index of the native bucket whose bound is the zero threshold
     * @param lastNative index of the last native bucket with a bound
     */
    Buckets(double perUnit, double[] classicBounds, int schema, int firstNative, int lastNative) {
        this.perUnit = perUnit;
        this.schema = schema;
        this.firstNative = firstNative;
        this.classicBounds = Arrays.copyOf(classicBounds, classicBounds.length + 1);
        this.classicBounds[classicBounds.length] = Double.POSITIVE_INFINITY;
        long[] ofClassic = new long[classicBounds.length];
        for (int i = 0; i < ofClassic.length; i++) {
            ofClassic[i] = Math.round(classicBounds[i] * perUnit);
        }
        long[] ofNative = new long[lastNative - firstNative + 1];
        for (int i = 0; i < ofNative.length; i++) {
            ofNative[i] = (long) Math.floor(nativeBound(firstNative + i) * perUnit);
        }
        bounds = union(ofClassic, ofNative);
        classic = new int[bounds.length];
        natives = new int[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            classic[i] = firstNotBelow(ofClassic, bounds[i]);
            natives[i] = firstNative + firstNotBelow(ofNative, bounds[i]);
        }
        starts = new short[Long.SIZE << SLOT_BITS];
        for (int slot = 0; slot < starts.length; slot++) {
            starts[slot] = (short) firstNotBelow(bounds, leastOf(slot));
        }
    }

    private double nativeBound(int index) {
        return Math.pow(2, (double) index / (1 << schema));
    }

    private static long[] union(long[] some, long[] others) {
        long[] all = Arrays.copyOf(some, some.length + others.length + 1);
        System.arraycopy(others, 0, all, some.length, others.length);
        all[all.length - 1] = Long.MAX_VALUE;
        Arrays.sort(all);
        int distinct = 1;
        for (long each : all) {
            if (each != all[distinct - 1]) {
                all[distinct++] = each;
            }
        }
        return Arrays.copyOf(all, distinct);
    }

    private static int firstNotBelow(long[] sorted, long value) {
        int found = Arrays.binarySearch(sorted, value);
        return found >= 0 ? found : -found - 1;
    }

    /**
     * Returns the slot of a value. A small value is its own slot. For others, the slot is made of the position of the
     * highest bit and of the bits after it.
     */
    private static int slot(long value) {
        if (value < SLOTS_PER_EXPONENT) {
            return (int) Math.max(0, value);
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
        int next = (int) (value >>> (exponent - SLOT_BITS)) & (SLOTS_PER_EXPONENT - 1);
        return exponent << SLOT_BITS | next;
    }

    /** Returns the smallest value of a slot, or a small number for a slot that no value has. */
    private static long leastOf(int slot) {
        int exponent = slot >>> SLOT_BITS;
        int next = slot & (SLOTS_PER_EXPONENT - 1);
        return exponent < SLOT_BITS || exponent == Long.SIZE - 1
                ? Math.min(slot, SLOTS_PER_EXPONENT)
                : (long) (SLOTS_PER_EXPONENT | next) << (exponent - SLOT_BITS);
    }

    /** Returns the number of fine buckets. */
    int count() {
        return bounds.length;
    }

    /** Returns the fine bucket of a value. */
    int indexOf(long value) {
        int bucket = starts[slot(value)];
        // A slot contains at most one native and one classic bound, so this takes at most two steps.
        while (value > bounds[bucket]) {
            bucket++;
        }
        return bucket;
    }

    /** Returns the number of the classic bucket of a value. */
    int classicOf(long value) {
        return classic[indexOf(value)];
    }

    int classicCount() {
        return classicBounds.length;
    }

    /**
     * Makes the histogram of counted values.
     *
     * @param counts number of values in each fine bucket
     * @param sum sum of the values
     */
    HistogramDataPointSnapshot histogram(
            long[] counts, long sum, Labels labels, Exemplars exemplars, long createdMillis) {
        long[] ofClassic = new long[classicBounds.length];
        int[] indexes = new int[bounds.length];
        long[] ofNative = new long[bounds.length];
        int filled = 0;
        long zeros = 0;
        for (int i = 0; i < bounds.length; i++) {
            if (counts[i] == 0) {
                continue;
            }
            ofClassic[classic[i]] += counts[i];
            if (natives[i] == firstNative) {
                zeros += counts[i];
            } else if (filled > 0 && indexes[filled - 1] == natives[i]) {
                ofNative[filled - 1] += counts[i];
            } else {
                indexes[filled] = natives[i];
                ofNative[filled++] = counts[i];
            }
        }
        NativeHistogramBuckets positive = filled == 0
                ? NativeHistogramBuckets.EMPTY
                : NativeHistogramBuckets.of(Arrays.copyOf(indexes, filled), Arrays.copyOf(ofNative, filled));
        return new HistogramDataPointSnapshot(
                ClassicHistogramBuckets.of(classicBounds, ofClassic),
                schema,
                zeros,
                nativeBound(firstNative),
                positive,
                NativeHistogramBuckets.EMPTY,
                sum / perUnit,
                labels,
                exemplars,
                createdMillis);
    }
}
