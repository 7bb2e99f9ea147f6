package dev.interlock.benchmarks.load;

import static com.google.common.truth.Truth.assertThat;

import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Tests the due times of requests, and the recorded lag of the load. */
final class ArrivalsTest {
    private static final long MILLI = 1_000_000;
    private static final int DIGITS = 3;

    private final Histogram lag = new Histogram(10_000 * MILLI, DIGITS);
    private final Arrivals arrivals = new Arrivals(new long[] {10 * MILLI, 20 * MILLI, 5_000 * MILLI}, lag);

    @Test
    void lagIncludesStallOfLoad() {
        arrivals.notice(1_000 * MILLI);
        assertThat(lag.getTotalCount()).isEqualTo(2);
        assertThat(lag.getMinValue()).isAtLeast(970 * MILLI);
    }

    @Test
    void lagExcludesWaitForConnection() {
        arrivals.notice(11 * MILLI);
        arrivals.notice(21 * MILLI);
        assertThat(arrivals.take(4_000 * MILLI)).isEqualTo(10 * MILLI);
        assertThat(arrivals.take(4_001 * MILLI)).isEqualTo(20 * MILLI);
        assertThat(arrivals.isDue(4_001 * MILLI)).isFalse();
        assertThat(lag.getTotalCount()).isEqualTo(2);
        assertThat(lag.getMaxValue()).isLessThan(2 * MILLI);
    }

    @Test
    void countsPromptRequestOnce() {
        assertThat(arrivals.isDue(9 * MILLI)).isFalse();
        assertThat(arrivals.isDue(25 * MILLI)).isTrue();
        arrivals.take(25 * MILLI);
        arrivals.take(26 * MILLI);
        arrivals.notice(25 * MILLI);
        assertThat(lag.getTotalCount()).isEqualTo(2);
        assertThat(lag.getMaxValue()).isAtLeast(15 * MILLI);
        assertThat(lag.getMaxValue()).isLessThan(16 * MILLI);
    }

    @Test
    void createsArrivalsAtRate() {
        assertThat(Arrivals.random(new Random(1), 500, 2, lag).count()).isEqualTo(1_000);
    }
}
