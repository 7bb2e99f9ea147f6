package dev.interlock.canary.statistics;

import static com.google.common.truth.Truth.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Error probabilities of the comparison with a baseline, by simulation with fixed seeds. */
final class RatioTestTest {
    private static final double FACTOR = 2;
    private static final double PERCENT = 0.01;
    private static final int RUNS = 20_000;
    private static final int MOST_FAILURES = 3000;

    private final RatioTest test = new RatioTest(FACTOR, PERCENT, PERCENT);

    /** Returns the number of runs with an outcome, if the canary fails {@code ratio} times as often. */
    private long count(Outcome outcome, double ratio, double share, long seed) {
        Random random = new Random(seed);
        double ofCanary = ratio * share / (ratio * share + 1 - share);
        long count = 0;
        for (int run = 0; run < RUNS; run++) {
            long canary = 0;
            long baseline = 0;
            Outcome seen = Outcome.UNDECIDED;
            while (seen == Outcome.UNDECIDED && canary + baseline < MOST_FAILURES) {
                if (random.nextDouble() < ofCanary) {
                    canary++;
                } else {
                    baseline++;
                }
                seen = test.outcome(canary, baseline, share);
            }
            count += seen == outcome ? 1 : 0;
        }
        return count;
    }

    @Test
    void rejectsEqualRatesInAtMostOnePercent() {
        assertThat(count(Outcome.REJECTED, 1, 0.05, 1)).isAtMost(Binomial.most(PERCENT, RUNS));
        assertThat(count(Outcome.REJECTED, 1, 0.5, 2)).isAtMost(Binomial.most(PERCENT, RUNS));
        assertThat(count(Outcome.REJECTED, 0.5, 0.05, 3)).isAtMost(Binomial.most(PERCENT, RUNS));
    }

    @Test
    void acceptsTheFactorInAtMostOnePercent() {
        assertThat(count(Outcome.ACCEPTED, FACTOR, 0.05, 4)).isAtMost(Binomial.most(PERCENT, RUNS));
        assertThat(count(Outcome.ACCEPTED, FACTOR, 0.5, 5)).isAtMost(Binomial.most(PERCENT, RUNS));
        assertThat(count(Outcome.ACCEPTED, 2 * FACTOR, 0.05, 6)).isAtMost(Binomial.most(PERCENT, RUNS));
    }

    @Test
    void findsDifferencesAndEquality() {
        assertThat(count(Outcome.REJECTED, 3, 0.05, 7)).isAtLeast((long) (0.98 * RUNS));
        assertThat(count(Outcome.ACCEPTED, 1, 0.05, 8)).isAtLeast((long) (0.95 * RUNS));
    }

    @Test
    void fewFailuresOfTheCanaryAloneSuffice() {
        assertThat(test.outcome(4, 0, 0.05)).isEqualTo(Outcome.REJECTED);
        assertThat(test.outcome(2, 0, 0.05)).isEqualTo(Outcome.UNDECIDED);
    }

    @Test
    void leanHasStatedErrors() {
        long failures = 40;
        double share = 0.2;
        double atFactor = FACTOR * share / (FACTOR * share + 1 - share);
        Random random = new Random(9);
        long falseRejections = 0;
        long falseAcceptances = 0;
        for (int run = 0; run < RUNS; run++) {
            long equal = canaryFailures(random, failures, share);
            long higher = canaryFailures(random, failures, atFactor);
            falseRejections += test.leansToReject(equal, failures - equal, share) ? 1 : 0;
            falseAcceptances += test.leansToReject(higher, failures - higher, share) ? 0 : 1;
        }
        assertThat(falseRejections / (double) RUNS).isWithin(0.015).of(test.falseRejectionIfStopped(failures, share));
        assertThat(falseAcceptances / (double) RUNS).isWithin(0.015).of(test.falseAcceptanceIfStopped(failures, share));
    }

    private static long canaryFailures(Random random, long failures, double probability) {
        long count = 0;
        for (int i = 0; i < failures; i++) {
            count += random.nextDouble() < probability ? 1 : 0;
        }
        return count;
    }

    @Test
    void forecastsAcceptance() {
        double expected = test.expectedFailuresUntilAccepted(0, 0, 0.5);
        Random random = new Random(10);
        long all = 0;
        for (int run = 0; run < RUNS; run++) {
            long canary = 0;
            long baseline = 0;
            while (test.acceptStatistic(canary, baseline, 0.5) > Math.log(PERCENT)) {
                if (random.nextBoolean()) {
                    canary++;
                } else {
                    baseline++;
                }
            }
            all += canary + baseline;
        }
        // A run ends beyond the bound, so it is a little longer.
        assertThat(all / (double) RUNS).isWithin(expected * 0.1).of(expected * 1.05);
    }
}
