package dev.interlock.canary;

import dev.interlock.canary.LatencyHistogram.Bucket;
import dev.interlock.canary.Verdict.Latency;
import dev.interlock.canary.statistics.QuantileRanks;

/** Tests one latency quantile. Immutable. */
final class LatencyTest {
    private final double quantile;
    private final double factor;
    /**
     * Ranks to show that the canary is slower. The test compares two bounds, so each gets half of the error
     * probability.
     */
    private final QuantileRanks toReject;
    /** Ranks to show that the canary is not slower. */
    private final QuantileRanks toAccept;

    /**
     * Creates a test.
     *
     * @param alpha probability that the test rejects a canary that is not slower
     * @param beta probability that the test accepts a canary that is slower by the factor
     */
    LatencyTest(double quantile, double factor, double alpha, double beta) {
        this.quantile = quantile;
        this.factor = factor;
        toReject = new QuantileRanks(quantile, alpha / 2);
        toAccept = new QuantileRanks(quantile, beta / 2);
    }

    Latency compare(LatencyHistogram canary, LatencyHistogram baseline) {
        double canaryLow = canary.atLeast(toReject.lower(canary.count()), factor);
        double canaryHigh = canary.atMost(toAccept.upper(canary.count()), factor);
        double baselineLow = baseline.atLeast(toAccept.lower(baseline.count()), factor);
        double baselineHigh = baseline.atMost(toReject.upper(baseline.count()), factor);
        Decision decision = Decision.NEED_MORE;
        if (canaryLow > baselineHigh * factor) {
            decision = Decision.ROLL_BACK;
        } else if (canaryHigh <= baselineLow * factor) {
            decision = Decision.PROMOTE;
        }
        boolean isCoarse = decision == Decision.NEED_MORE && isCoarse(canary, baseline);
        return new Latency(quantile, decision, canaryLow, canaryHigh, baselineLow, baselineHigh, false, isCoarse);
    }

    /**
     * Whether both have enough requests, but the quantile of the baseline is in a bucket that is too wide for the
     * factor.
     */
    private boolean isCoarse(LatencyHistogram canary, LatencyHistogram baseline) {
        if (toAccept.upper(canary.count()) > canary.count() || toAccept.lower(baseline.count()) == 0) {
            return false;
        }
        Bucket bucket = baseline.bucketOf((long) Math.ceil(baseline.count() * quantile));
        return bucket.isWiderThan(factor);
    }

    /** Compares the canary with a limit in seconds. */
    Latency compare(LatencyHistogram canary, double limit) {
        double low = canary.atLeast(toReject.lower(canary.count()), factor);
        double high = canary.atMost(toAccept.upper(canary.count()), factor);
        Decision decision = Decision.NEED_MORE;
        if (low > limit) {
            decision = Decision.ROLL_BACK;
        } else if (high <= limit) {
            decision = Decision.PROMOTE;
        }
        boolean isCoarse = decision == Decision.NEED_MORE
                && toAccept.upper(canary.count()) <= canary.count()
                && canary.bucketOf((long) Math.ceil(canary.count() * quantile)).isWiderThan(factor);
        return new Latency(quantile, decision, low, high, limit, limit, true, isCoarse);
    }
}
