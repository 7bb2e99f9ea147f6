package dev.interlock.canary;

import dev.interlock.canary.LatencyHistogram.Bucket;
import dev.interlock.canary.Verdict.Latency;
import dev.interlock.canary.statistics.QuantileRanks;

/** Test of one quantile of the latency. Immutable. */
final class LatencyTest {
    private final double quantile;
    private final double factor;
    /** Bounds that show that the canary is slower. Two of them are compared, so each has half of the error. */
    private final QuantileRanks toReject;
    /** Bounds that show that the canary is not slower. */
    private final QuantileRanks toAccept;

    /**
     * Creates a test.
     *
     * @param alpha probability of rejecting a canary that is not slower
     * @param beta probability of accepting a canary that is slower by the factor
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
     * Whether both have enough requests, and the baseline's quantile lies in a bucket that is too wide for the factor.
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
