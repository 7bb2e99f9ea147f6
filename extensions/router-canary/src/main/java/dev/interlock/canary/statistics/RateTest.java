package dev.interlock.canary.statistics;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Wald's sequential probability ratio test of a rate: at most {@code good}, or at least {@code bad}? Immutable.
 *
 * <p>The statistic is the logarithm of the likelihood ratio: the probability of the data if the rate is {@code bad},
 * divided by their probability if it is {@code good}. The test rejects at {@code ln(1/alpha)} and accepts at {@code
 * ln(beta)}. Ville's inequality bounds both errors for any number of looks at any time: if the rate is {@code good},
 * the probability that the statistic ever reaches the upper bound is at most alpha. Wald's own bounds, {@code
 * ln((1-beta)/alpha)} and {@code ln(beta/(1-alpha))}, hold only approximately.
 */
public final class RateTest {
    private final double good;
    private final double bad;
    /** Change of the statistic by a failure. Positive. */
    private final double perFailure;
    /** Change of the statistic by a success. Negative. */
    private final double perSuccess;

    private final double rejectAt;
    private final double acceptAt;

    /**
     * Creates a test.
     *
     * @param good rate that must be accepted, above 0
     * @param bad rate that must be rejected, above {@code good} and below 1
     * @param alpha probability that the test rejects {@code good}, between 0 and 1
     * @param beta probability that the test accepts {@code bad}, between 0 and 1
     */
    public RateTest(double good, double bad, double alpha, double beta) {
        this.good = good;
        this.bad = bad;
        perFailure = Math.log(bad / good);
        perSuccess = Math.log1p(-bad) - Math.log1p(-good);
        rejectAt = -Math.log(alpha);
        acceptAt = Math.log(beta);
    }

    /** Returns the logarithm of the likelihood ratio. */
    public double statistic(long failures, long trials) {
        return failures * perFailure + (trials - failures) * perSuccess;
    }

    /** Returns the value of the statistic at which the test rejects. */
    public double rejectAt() {
        return rejectAt;
    }

    /** Returns the value of the statistic at which the test accepts. */
    public double acceptAt() {
        return acceptAt;
    }

    public Outcome outcome(long failures, long trials) {
        double statistic = statistic(failures, trials);
        if (statistic >= rejectAt) {
            return Outcome.REJECTED;
        }
        return statistic <= acceptAt ? Outcome.ACCEPTED : Outcome.UNDECIDED;
    }

    /** Returns the mean change of the statistic per trial at a given rate. */
    double drift(double rate) {
        return rate * perFailure + (1 - rate) * perSuccess;
    }

    /**
     * Returns the expected number of further trials until an undecided test accepts, if the rate is {@code good}.
     * Ignores that the test may reject.
     */
    public double expectedUntilAccepted(long failures, long trials) {
        return Math.max(0, (statistic(failures, trials) - acceptAt) / -drift(good));
    }

    /**
     * Returns the number of further trials after which the test has accepted with at least the given probability, if
     * the rate is {@code good}.
     *
     * @param probability between 0 and 1
     */
    public long untilAccepted(long failures, long trials, double probability) {
        double missing = statistic(failures, trials) - acceptAt;
        if (missing <= 0) {
            return 0;
        }
        long enough = 1;
        while (acceptsAfter(enough, missing) < probability) {
            enough *= 2;
        }
        long tooFew = enough / 2;
        while (enough - tooFew > 1) {
            long middle = (enough + tooFew) / 2;
            if (acceptsAfter(middle, missing) < probability) {
                tooFew = middle;
            } else {
                enough = middle;
            }
        }
        return enough;
    }

    /** Returns the probability that {@code trials} trials of the good rate lower the statistic by {@code missing}. */
    private double acceptsAfter(long trials, double missing) {
        double failures = Math.floor((-missing - trials * perSuccess) / (perFailure - perSuccess));
        return failures < 0 ? 0 : atMost((long) failures, trials, good);
    }

    /**
     * Returns the smallest number of failures for which the data favour the bad rate.
     */
    long leansToReject(long trials) {
        return (long) Math.floor(trials * perSuccess / (perSuccess - perFailure)) + 1;
    }

    /** Whether the data favour the bad rate, even if not clearly enough to reject. */
    public boolean leansToReject(long failures, long trials) {
        return failures >= leansToReject(trials);
    }

    /**
     * Returns a bound on the probability that the {@linkplain #leansToReject(long, long) lean} after {@code trials}
     * trials wrongly rejects the good rate.
     */
    public double falseRejectionIfStopped(long trials) {
        return 1 - atMost(leansToReject(trials) - 1, trials, good);
    }

    /** Returns a bound on the probability that the lean wrongly accepts the bad rate. */
    public double falseAcceptanceIfStopped(long trials) {
        return atMost(leansToReject(trials) - 1, trials, bad);
    }

    /** Returns the probability of at most {@code failures} failures. */
    static double atMost(long failures, long trials, double rate) {
        if (failures < 0) {
            return 0;
        }
        return failures >= trials ? 1 : RegularizedBeta.complement(rate, failures + 1.0, (double) trials - failures);
    }
}
