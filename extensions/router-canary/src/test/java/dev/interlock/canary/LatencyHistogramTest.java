package dev.interlock.canary;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.canary.LatencyHistogram.Bucket;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LatencyHistogramTest {
    private static final double FACTOR = 1.2;

    @Test
    void narrowBucketsSpreadTheirValues() {
        LatencyHistogram histogram = LatencyHistogram.of(List.of(new Bucket(1.0, 1.1, 10), new Bucket(1.1, 1.2, 10)));
        assertThat(histogram.atLeast(1, FACTOR)).isWithin(1e-9).of(1.005);
        assertThat(histogram.atMost(11, FACTOR)).isWithin(1e-9).of(1.105);
        assertThat(histogram.atMost(20, FACTOR)).isWithin(1e-9).of(1.195);
    }

    @Test
    void wideBucketsReturnTheirBounds() {
        LatencyHistogram histogram =
                LatencyHistogram.of(List.of(new Bucket(0, 0.005, 10), new Bucket(0.01, Double.POSITIVE_INFINITY, 10)));
        assertThat(histogram.atLeast(10, FACTOR)).isEqualTo(0.0);
        assertThat(histogram.atMost(10, FACTOR)).isEqualTo(0.005);
        assertThat(histogram.atLeast(11, FACTOR)).isEqualTo(0.01);
        assertThat(histogram.atMost(11, FACTOR)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void ranksBeyondTheValuesHaveNoBounds() {
        LatencyHistogram histogram = LatencyHistogram.of(List.of(new Bucket(1, 1.1, 1)));
        assertThat(histogram.atLeast(0, FACTOR)).isEqualTo(0.0);
        assertThat(histogram.atMost(2, FACTOR)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void addsBucketsWithEqualBounds() {
        LatencyHistogram one =
                LatencyHistogram.of(List.of(new Bucket(1, 2, 3), new Bucket(0, 1, 5), new Bucket(2, 3, 0)));
        assertThat(one.plus(one).buckets())
                .containsExactly(new Bucket(0, 1, 10), new Bucket(1, 2, 6))
                .inOrder();
        assertThat(one.plus(one).count()).isEqualTo(16);
        assertThat(one.times(4).count()).isEqualTo(32);
    }

    @Test
    void rejectsOverlappingBuckets() {
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class,
                () -> LatencyHistogram.of(List.of(new Bucket(1, 2, 3), new Bucket(1.5, 3, 5))));
        assertThat(thrown).hasMessageThat().contains("overlap. Tip:");
    }

    @Test
    void rejectsBucketsWithoutRange() {
        assertThrows(IllegalArgumentException.class, () -> new Bucket(2, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Bucket(Double.NaN, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Bucket(0, Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new Bucket(-1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Bucket(0, 1, -1));
    }

    /** The bucket of an event loop contains its latencies, and buckets leave no gap. */
    @Test
    void bucketsOfLoopsContainTheirLatencies() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            long nanos = random.nextLong() >>> (1 + random.nextInt(63));
            int index = LatencyBuckets.indexOf(nanos);
            long[] counts = new long[LatencyBuckets.COUNT];
            counts[index] = 1;
            Bucket bucket = LatencyBuckets.histogram(counts).bucketOf(1);
            double seconds = nanos / 1e9;
            assertThat(seconds).isAtLeast(bucket.above());
            assertThat(seconds).isAtMost(bucket.upTo());
            if (seconds > 0.00002 && seconds < 4000) {
                assertThat(bucket.upTo() / bucket.above()).isLessThan(1.07);
            }
        }
        assertThat(LatencyBuckets.indexOf(-5)).isEqualTo(0);
    }
}
