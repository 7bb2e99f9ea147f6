package dev.interlock.metrics;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BucketsTest {
    private static final int PER_POWER_OF_TWO = 8;
    private static final double[] CLASSIC = {
        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, Double.POSITIVE_INFINITY
    };

    private static HistogramDataPointSnapshot histogram(Buckets buckets, long... values) {
        long[] counts = new long[buckets.count()];
        long sum = 0;
        for (long value : values) {
            counts[buckets.indexOf(value)]++;
            sum += value;
        }
        return buckets.histogram(counts, sum, Labels.EMPTY, Exemplars.EMPTY, 0);
    }

    /** Compares the table lookup with the definition of both kinds of buckets. */
    private static void check(long nanos) {
        HistogramDataPointSnapshot one = histogram(Histograms.SECONDS, nanos);
        ClassicHistogramBuckets classic = one.getClassicBuckets();
        int wanted = 0;
        while (nanos > CLASSIC[wanted] * 1e9) {
            wanted++;
        }
        for (int i = 0; i < classic.size(); i++) {
            assertWithMessage("%s ns in bucket %s", nanos, i)
                    .that(classic.getCount(i))
                    .isEqualTo(i == wanted ? 1 : 0);
            assertThat(classic.getUpperBound(i)).isEqualTo(CLASSIC[i]);
        }
        NativeHistogramBuckets natives = one.getNativeBucketsForPositiveValues();
        assertThat(one.getNativeZeroCount() + natives.size()).isEqualTo(1);
        if (natives.size() == 1) {
            int index = natives.getBucketIndex(0);
            double bound = Math.pow(2, (double) index / PER_POWER_OF_TWO);
            double below = Math.pow(2, (double) (index - 1) / PER_POWER_OF_TWO);
            assertWithMessage("%s ns", nanos).that(nanos / 1e9).isAtMost(bound);
            assertWithMessage("%s ns", nanos).that(nanos / 1e9).isGreaterThan(below);
        } else {
            assertThat(nanos / 1e9).isAtMost(one.getNativeZeroThreshold());
        }
    }

    @Test
    void eachValueIsInItsBuckets() {
        Random random = new Random(17);
        for (int i = 0; i < 200_000; i++) {
            check(random.nextLong() >>> (21 + random.nextInt(43)));
        }
    }

    @Test
    void boundsAreInclusive() {
        for (double bound : CLASSIC) {
            if (bound < 100) {
                for (long offset = -2; offset <= 2; offset++) {
                    check(Math.round(bound * 1e9) + offset);
                }
            }
        }
        for (int index = -160; index <= 100; index++) {
            long bound = (long) (Math.pow(2, (double) index / PER_POWER_OF_TWO) * 1e9);
            for (long offset = -2; offset <= 2; offset++) {
                check(bound + offset);
            }
        }
        for (long small = 0; small < 5000; small++) {
            check(small);
        }
    }

    @Test
    void extremeValuesCount() {
        HistogramDataPointSnapshot all = histogram(Histograms.SECONDS, -1, 0, Long.MAX_VALUE, 1L << 62);
        assertThat(all.getNativeZeroCount()).isEqualTo(2);
        assertThat(all.getNativeBucketsForPositiveValues().getCount(0)).isEqualTo(2);
        assertThat(all.getClassicBuckets().getCount(0)).isEqualTo(2);
        assertThat(all.getClassicBuckets().getCount(CLASSIC.length - 1)).isEqualTo(2);
    }

    @Test
    void sizesCount() {
        HistogramDataPointSnapshot sizes = histogram(Histograms.BYTES, 0, 1, 2, 3, 1024, 1025, 5 << 20);
        ClassicHistogramBuckets classic = sizes.getClassicBuckets();
        assertThat(classic.getUpperBound(0)).isEqualTo(1024);
        assertThat(classic.getCount(0)).isEqualTo(5);
        assertThat(classic.getCount(1)).isEqualTo(1);
        assertThat(classic.getCount(4)).isEqualTo(1);
        assertThat(sizes.getNativeZeroCount()).isEqualTo(2);
        NativeHistogramBuckets natives = sizes.getNativeBucketsForPositiveValues();
        assertThat(natives.getBucketIndex(0)).isEqualTo(1);
        assertThat(natives.getBucketIndex(1)).isEqualTo(2);
        assertThat(natives.getBucketIndex(2)).isEqualTo(10);
        assertThat(natives.getBucketIndex(3)).isEqualTo(11);
        assertThat(natives.getBucketIndex(4)).isEqualTo(23);
        assertThat(sizes.getSum()).isEqualTo(1 + 2 + 3 + 1024 + 1025 + (5 << 20));
    }
}
