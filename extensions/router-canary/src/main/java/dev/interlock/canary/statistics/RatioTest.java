package dev.interlock.canary.statistics;

/**
 * Sequential test of the ratio of two failure rates: does the canary fail more often than the baseline? Immutable.
 *
 * <p>The test looks only at failures. If the rates are equal, the probability that a failure is the canary's equals the
 * canary's share of the trials. If the canary fails {@code k} times as often, the odds are {@code k} times as high. So
 * the test does not need the rates themselves. It accepts by the likelihood ratio of {@code factor} against 1. It
 * rejects by the mean of the likelihood ratios of {@code factor} and its multiples by 2, 4 and 8, so that few failures
 * reveal a large difference. Both are martingales if the rates are equal, so Ville's inequality bounds the errors at
 * any number of looks, as long as the canary's share of the trials is constant.
 */
public final class RatioTest {
    private static final int ALTERNATIVES = 4;

    private final double factor;
    private final double rejectAt;
    private final double acceptAt;

    /**
     * Creates a test.
     *
     * @param factor ratio of the rates to reject, above 1
     * @param alpha probability that the test rejects equal rates
     * @param beta probability that the test accepts the ratio {@code factor}
     */
    public RatioTest(double factor, double alpha, double beta) {
        this.factor = factor;
        rejectAt = -Math.log(alpha);
        acceptAt = Math.log(beta);
    }

    /**
     * Returns the outcome.
     *
     * @param share the canary's share of all trials, between 0 and 1
     */
    public Outcome outcome(long canaryFailures, long baselineFailures, double share) {
        if (rejectStatistic(canaryFailures, baselineFailures, share) >= rejectAt) {
            return Outcome.REJECTED;
        }
        return acceptStatistic(canaryFailures, baselineFailures, share) <= acceptAt
                ? Outcome.ACCEPTED
                : Outcome.UNDECIDED;
    }

    /** Returns the logarithm of the mean likelihood ratio of the alternatives. */
    public double rejectStatistic(long canaryFailures, long baselineFailures, double share) {
        double largest = Double.NEGATIVE_INFINITY;
        double[] ratios = new double[ALTERNATIVES];
        for (int i = 0; i < ALTERNATIVES; i++) {
            ratios[i] = logRatio(factor * (1 << i), canaryFailures, baselineFailures, share);
            largest = Math.max(largest, ratios[i]);
        }
        double sum = 0;
        for (double ratio : ratios) {
            sum += Math.exp(ratio - largest);
        }
        return largest + Math.log(sum / ALTERNATIVES);
    }

    /** Returns the logarithm of the likelihood ratio of {@code factor} against 1. */
    double acceptStatistic(long canaryFailures, long baselineFailures, double share) {
        return logRatio(factor, canaryFailures, baselineFailures, share);
    }

    private static double logRatio(double factor, long canaryFailures, long baselineFailures, double share) {
        // The canary's share of the failures is factor*share / total, and the baseline's share is (1-share) / total.
        double total = factor * share + 1 - share;
        return canaryFailures * Math.log(factor) - (canaryFailures + baselineFailures) * Math.log(total);
    }

    /**
     * Returns the expected number of further failures of both until an undecided test accepts, if the rates are equal.
     */
    public double expectedFailuresUntilAccepted(long canaryFailures, long baselineFailures, double share) {
        double drift = share * Math.log(factor) - Math.log(factor * share + 1 - share);
        return Math.max(0, (acceptStatistic(canaryFailures, baselineFailures, share) - acceptAt) / -drift);
    }

    /**
     * Whether the failures favour a higher rate of the canary, even if not clearly enough to reject.
     *
     * @param share the canary's share of all trials, between 0 and 1
     */
    public boolean leansToReject(long canaryFailures, long baselineFailures, double share) {
        return rejectStatistic(canaryFailures, baselineFailures, share) > 0;
    }

    /** Returns the smallest number of canary failures, among {@code failures} of both, that leans to reject. */
    private long leastThatLeans(long failures, double share) {
        long leans = failures + 1;
        long accepts = -1;
        while (leans - accepts > 1) {
            long middle = (leans + accepts) >> 1;
            if (leansToReject(middle, failures - middle, share)) {
                leans = middle;
            } else {
                accepts = middle;
            }
        }
        return leans;
    }

    /** Returns the probability that {@code failures} failures lean to reject equal rates. */
    public double falseRejectionIfStopped(long failures, double share) {
        return 1 - RateTest.atMost(leastThatLeans(failures, share) - 1, failures, share);
    }

    /** Returns the probability that {@code failures} failures do not lean to reject the ratio {@code factor}. */
    public double falseAcceptanceIfStopped(long failures, double share) {
        return RateTest.atMost(
                leastThatLeans(failures, share) - 1, failures, factor * share / (factor * share + 1 - share));
    }
}
