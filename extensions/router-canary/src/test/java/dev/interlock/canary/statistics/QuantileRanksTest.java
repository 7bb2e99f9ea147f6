package dev.interlock.canary.statistics;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulates bounds of quantiles with many looks, with fixed seeds. */
final class QuantileRanksTest {
    private static final double ERROR = 0.05;
    private static final int RUNS = 4000;
    private static final int MOST_VALUES = 3000;

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.95, 0.99})
    void boundsHoldAtAllLooksTogether(double quantile) {
        QuantileRanks ranks = new QuantileRanks(quantile, ERROR);
        long[] lower = new long[MOST_VALUES + 1];
        long[] upper = new long[MOST_VALUES + 1];
        for (int n = 1; n <= MOST_VALUES; n++) {
            lower[n] = ranks.lower(n);
            upper[n] = ranks.upper(n);
        }
        Random random = new Random(1);
        long tooHigh = 0;
        long tooLow = 0;
        for (int run = 0; run < RUNS; run++) {
            boolean isTooHigh = false;
            boolean isTooLow = false;
            int upTo = 0;
            for (int n = 1; n <= MOST_VALUES; n++) {
                // A look after each value.
                upTo += random.nextDouble() <= quantile ? 1 : 0;
                isTooHigh |= upTo < lower[n];
                isTooLow |= upTo >= upper[n];
            }
            tooHigh += isTooHigh ? 1 : 0;
            tooLow += isTooLow ? 1 : 0;
        }
        assertWithMessage("lower bounds above the quantile").that(tooHigh).isAtMost(Binomial.most(ERROR, RUNS));
        assertWithMessage("upper bounds below the quantile").that(tooLow).isAtMost(Binomial.most(ERROR, RUNS));
        // The bounds would be useless if they were never wrong.
        assertThat(tooHigh + tooLow).isAtLeast(RUNS / 100);
    }

    @Test
    void boundsEncloseTheQuantileAndNarrow() {
        QuantileRanks ranks = new QuantileRanks(0.95, 0.001);
        double width = 1;
        for (long n = 500; n < 1_000_000; n *= 2) {
            assertThat(ranks.lower(n)).isLessThan((long) (0.95 * n));
            assertThat(ranks.upper(n)).isGreaterThan((long) (0.95 * n));
            double next = (double) (ranks.upper(n) - ranks.lower(n)) / n;
            assertThat(next).isLessThan(width);
            width = next;
        }
        // Four and a half standard deviations to each side, although looks are free.
        assertThat(width).isLessThan(2 * 4.8 * Math.sqrt(0.95 * 0.05 / 512_000));
    }

    @Test
    void fewValuesHaveNoBounds() {
        QuantileRanks ranks = new QuantileRanks(0.99, 0.01);
        assertThat(ranks.lower(0)).isEqualTo(0);
        assertThat(ranks.upper(0)).isEqualTo(1);
        assertThat(ranks.lower(1)).isEqualTo(0);
        assertThat(ranks.upper(100)).isEqualTo(101);
    }
}
