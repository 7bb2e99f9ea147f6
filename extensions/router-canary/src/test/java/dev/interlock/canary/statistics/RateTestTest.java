package dev.interlock.canary.statistics;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Error probabilities and sample sizes of the sequential test, by simulation with fixed seeds. */
final class RateTestTest {
    private static final double GOOD = 0.0002;
    private static final double BAD = 0.001;
    private static final double PERCENT = 0.01;
    private static final int RUNS = 20_000;
    private static final double REQUESTS_A_MINUTE = 7 * 60;

    private final RateTest test = new RateTest(GOOD, BAD, PERCENT, PERCENT);

    /** Results of many simulated tests. */
    private static final class Runs {
        long accepted;
        long rejected;
        long trials;

        double meanTrials() {
            return (double) trials / RUNS;
        }
    }

    /** Runs the test with a look after every {@code step} trials. */
    private Runs simulate(double rate, long step, long seed) {
        Random random = new Random(seed);
        Runs runs = new Runs();
        for (int run = 0; run < RUNS; run++) {
            long failures = 0;
            long trials = 0;
            long nextFailure = gap(random, rate);
            Outcome outcome = Outcome.UNDECIDED;
            while (outcome == Outcome.UNDECIDED) {
                trials += step;
                while (nextFailure <= trials) {
                    failures++;
                    nextFailure += gap(random, rate);
                }
                outcome = test.outcome(failures, trials);
            }
            runs.trials += trials;
            if (outcome == Outcome.ACCEPTED) {
                runs.accepted++;
            } else {
                runs.rejected++;
            }
        }
        return runs;
    }

    /** Returns the number of trials until the next failure. */
    private static long gap(Random random, double rate) {
        return 1 + (long) (Math.log(1 - random.nextDouble()) / Math.log1p(-rate));
    }

    @Test
    void rejectsGoodRateInAtMostOnePercent() {
        assertThat(simulate(GOOD, 20, 1).rejected).isAtMost(Binomial.most(PERCENT, RUNS));
        assertThat(simulate(GOOD / 2, 20, 2).rejected).isAtMost(Binomial.most(PERCENT, RUNS));
    }

    @Test
    void acceptsBadRateInAtMostOnePercent() {
        assertThat(simulate(BAD, 20, 3).accepted).isAtMost(Binomial.most(PERCENT, RUNS));
        assertThat(simulate(BAD * 2, 20, 4).accepted).isAtMost(Binomial.most(PERCENT, RUNS));
    }

    @Test
    void errorsStayWithinBoundsWithRareLooks() {
        assertThat(simulate(GOOD, 3000, 5).rejected).isAtMost(Binomial.most(PERCENT, RUNS));
        assertThat(simulate(BAD, 3000, 6).accepted).isAtMost(Binomial.most(PERCENT, RUNS));
    }

    /** The bounds are close to the real error rates, so the test wastes few requests. */
    @Test
    void errorsAreCloseToBounds() {
        assertThat(simulate(BAD, 20, 7).accepted).isAtLeast((long) (RUNS * PERCENT / 2));
    }

    @Test
    void sampleSizesAgreeWithTheory() {
        // Seven requests a second are 5 % of 12 million a day.
        double accept = simulate(GOOD, 20, 8).meanTrials() / REQUESTS_A_MINUTE;
        double reject = simulate(BAD, 20, 9).meanTrials() / REQUESTS_A_MINUTE;
        assertThat(accept).isWithin(2).of(23);
        assertThat(reject).isWithin(2).of(15);
        // Wald's formula ignores that the last failure overshoots the bound.
        double wald = (0.99 * test.rejectAt() + 0.01 * test.acceptAt()) / test.drift(BAD) / REQUESTS_A_MINUTE;
        assertThat(wald).isWithin(0.3).of(13.3);
    }

    @Test
    void forecastsAcceptance() {
        assertThat(test.expectedUntilAccepted(0, 0) / REQUESTS_A_MINUTE)
                .isWithin(0.5)
                .of(23);
        assertThat(test.rejectAt() / test.drift(BAD) / REQUESTS_A_MINUTE)
                .isWithin(0.5)
                .of(13.5);
        assertThat(test.untilAccepted(0, 10_000, 0.95)).isEqualTo(0);
        long enough = test.untilAccepted(0, 0, 0.95);
        Random random = new Random(10);
        long late = 0;
        for (int run = 0; run < RUNS; run++) {
            long failures = 0;
            for (long at = gap(random, GOOD); at <= enough; at += gap(random, GOOD)) {
                failures++;
            }
            if (test.outcome(failures, enough) != Outcome.ACCEPTED) {
                late++;
            }
        }
        assertWithMessage("late of %s, after %s trials", RUNS, enough)
                .that(late)
                .isAtMost(Binomial.most(0.05, RUNS));
        assertThat(late).isAtLeast((long) (0.01 * RUNS));
    }

    @Test
    void leanHasStatedErrors() {
        long trials = 3000;
        Random random = new Random(11);
        long falseRejections = 0;
        long falseAcceptances = 0;
        for (int run = 0; run < RUNS; run++) {
            falseRejections += test.leansToReject(failures(random, GOOD, trials), trials) ? 1 : 0;
            falseAcceptances += test.leansToReject(failures(random, BAD, trials), trials) ? 0 : 1;
        }
        double rejected = test.falseRejectionIfStopped(trials);
        double accepted = test.falseAcceptanceIfStopped(trials);
        assertThat(falseRejections).isAtMost(Binomial.most(rejected, RUNS));
        assertThat(falseAcceptances).isAtMost(Binomial.most(accepted, RUNS));
        assertThat(falseRejections / (double) RUNS).isWithin(0.01).of(rejected);
        assertThat(falseAcceptances / (double) RUNS).isWithin(0.01).of(accepted);
    }

    private static long failures(Random random, double rate, long trials) {
        long failures = 0;
        for (long at = gap(random, rate); at <= trials; at += gap(random, rate)) {
            failures++;
        }
        return failures;
    }

    @Test
    void oneFailureMoreTipsTheLean() {
        long least = test.leansToReject(10_000);
        assertThat(test.statistic(least, 10_000)).isGreaterThan(0.0);
        assertThat(test.statistic(least - 1, 10_000)).isAtMost(0.0);
    }
}
