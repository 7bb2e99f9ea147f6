package dev.interlock.canary.statistics;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Wald's sequential probability ratio test of a rate: is it at most {@code good}, or at least {@code bad}? Immutable.
 *
 * <p>The statistic is the logarithm of the likelihood ratio: the probability of the data if the rate is {@code bad},
 * divided by their probability if it is {@code good}. The test rejects at {@code ln(1/alpha)} and accepts at {@code
 * ln(beta)}. Ville's inequality bounds both errors for any number of looks at any times: if the rate is {@code good},
 * the statistic ever reaches the upper bound with a probability of at most alpha. Wald's own bounds, {@code
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
     * @param alpha probability of rejecting {@code good}, between 0 and 1
     * @param beta probability of accepting {@code bad}, between 0 and 1
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

    /** Returns the bound of the statistic at and above which the test rejects. */
    public double rejectAt() {
        return rejectAt;
    }

    /** Returns the bound of the statistic at and below which the test accepts. */
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

    /** Returns the mean change of the statistic by a trial if the rate is {@code rate}. */
    double drift(double rate) {
        return rate * perFailure + (1 - rate) * perSuccess;
    }

    /**
     * Returns the expected number of trials until an undecided test accepts, if the rate is {@code good}. Neglects
     * later rejections, which alpha bounds.
     */
    public double expectedUntilAccepted(long failures, long trials) {
        return Math.max(0, (statistic(failures, trials) - acceptAt) / -drift(good));
    }

    /** Returns the expected number of trials until an undecided test rejects, if the rate is {@code bad}. */
    public double expectedUntilRejected(long failures, long trials) {
        return Math.max(0, (rejectAt - statistic(failures, trials)) / drift(bad));
    }

    /**
     * Returns the number of trials after which the test has accepted with at least a probability, if the rate is {@code
     * good}.
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

    /** Returns the probability that so many trials of the good rate lower the statistic by {@code missing}. */
    private double acceptsAfter(long trials, double missing) {
        double failures = Math.floor((-missing - trials * perSuccess) / (perFailure - perSuccess));
        return failures < 0 ? 0 : atMost((long) failures, trials, good);
    }

    /**
     * Returns the smallest number of failures with which the data speak for the bad rate, even if not clearly enough to
     * reject.
     */
    long leansToReject(long trials) {
        return (long) Math.floor(trials * perSuccess / (perSuccess - perFailure)) + 1;
    }

    /** Whether the data speak for the bad rate, even if not clearly enough to reject. */
    public boolean leansToReject(long failures, long trials) {
        return failures >= leansToReject(trials);
    }

    /**
     * Returns a bound on the probability that a test which was undecided until {@code trials} and then follows the
     * {@linkplain #leansToReject(long, long) lean} rejects the good rate at that point.
     */
    public double falseRejectionIfStopped(long trials) {
        return 1 - atMost(leansToReject(trials) - 1, trials, good);
    }

    /** Returns the same bound for accepting the bad rate. */
    public double falseAcceptanceIfStopped(long trials) {
        return atMost(leansToReject(trials) - 1, trials, bad);
    }

    /** Returns the probability of at most so many failures. */
    static double atMost(long failures, long trials, double rate) {
        if (failures < 0) {
            return 0;
        }
        return failures >= trials ? 1 : RegularizedBeta.complement(rate, failures + 1.0, (double) trials - failures);
    }
}
