package dev.interlock.replay.report;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.replay.rules.LatencyRule;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Time series and latency test. */
final class StatisticsTest {
    private static Histogram latencies(double factor, int requests, long seed) {
        Random random = new Random(seed);
        Histogram histogram = new Histogram(3);
        histogram.setAutoResize(true);
        for (int i = 0; i < requests; i++) {
            // Log-normal, with a median of 3 ms.
            histogram.recordValue((long) (3000 * Math.exp(0.5 * random.nextGaussian()) * factor));
        }
        return histogram;
    }

    @Test
    void seriesIsBoundedAndLosesNothing() {
        TimeSeries series = new TimeSeries();
        for (int second = 0; second < 100_000; second++) {
            series.add(TimeUnit.SECONDS.toNanos(second), 10, second % 10 == 0);
        }
        assertThat(series.intervals().size()).isAtMost(TimeSeries.MAX_INTERVALS);
        assertThat(series.seconds()).isEqualTo(512);
        assertThat(series.intervals().stream().mapToLong(it -> it.requests).sum())
                .isEqualTo(100_000);
        assertThat(series.intervals().stream().mapToLong(it -> it.errors).sum()).isEqualTo(10_000);
        assertThat(series.intervals().stream()
                        .mapToLong(it -> it.latency.getTotalCount())
                        .sum())
                .isEqualTo(100_000);
        assertThat(series.intervals().get(0).requests).isEqualTo(512);
    }

    @Test
    void findsSlowerTail() {
        LatencyTest test = new LatencyTest(LatencyRule.DEFAULT);
        assertThat(test.isSlower(test.confidence(latencies(1, 5000, 1), latencies(1.3, 5000, 2))))
                .isTrue();
        assertThat(test.isSlower(test.confidence(latencies(1, 5000, 1), latencies(1.0, 5000, 2))))
                .isFalse();
        assertThat(test.isSlower(test.confidence(latencies(1, 5000, 1), latencies(0.7, 5000, 2))))
                .isFalse();
    }

    /** Equal builds cause fewer false alarms than one in a thousand comparisons. */
    @Test
    void equalBuildsAreNotSlower() {
        LatencyTest test = new LatencyTest(LatencyRule.DEFAULT);
        int alarms = 0;
        for (int i = 0; i < 300; i++) {
            alarms += test.isSlower(test.confidence(latencies(1, 2000, i), latencies(1, 2000, 1000 + i))) ? 1 : 0;
        }
        assertThat(alarms).isEqualTo(0);
    }

    @Test
    void needsEnoughRequests() {
        LatencyTest test = new LatencyTest(LatencyRule.DEFAULT);
        assertThat(test.needed()).isEqualTo(1000);
        assertThat(test.confidence(latencies(1, 999, 1), latencies(9, 5000, 2))).isEqualTo(-1);
        assertThat(test.isSlower(-1)).isFalse();
    }
}
