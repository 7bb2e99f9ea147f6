package dev.interlock.canary;

import dev.interlock.canary.LatencyHistogram.Bucket;
import dev.interlock.canary.Verdict.Latency;
import dev.interlock.canary.statistics.QuantileRanks;

/** Tests one latency quantile. Immutable. */
final class LatencyTest {
    private static final double NANOS = 1e9;

    private final double quantile;
    private final double factor;
    /** Seconds by which the canary may be slower, whatever the factor. */
    private final double slack;
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
     */
    LatencyTest(double quantile, CanaryOptions options, double alpha) {
        this.quantile = quantile;
        factor = options.latencyFactor();
        slack = options.latencySlack().toNanos() / NANOS;
        toReject = new QuantileRanks(quantile, alpha / 2);
        toAccept = new QuantileRanks(quantile, options.falsePromote() / 2);
    }

    Latency compare(LatencyHistogram canary, LatencyHistogram baseline) {
        double canaryLow = canary.atLeast(toReject.lower(canary.count()), factor);
        double canaryHigh = canary.atMost(toAccept.upper(canary.count()), factor);
        double baselineLow = baseline.atLeast(toAccept.lower(baseline.count()), factor);
        double baselineHigh = baseline.atMost(toReject.upper(baseline.count()), factor);
        Decision decision = Decision.NEED_MORE;
        if (canaryLow > mostFor(baselineHigh)) {
            decision = Decision.ROLL_BACK;
        } else if (canaryHigh <= mostFor(baselineLow)) {
            decision = Decision.PROMOTE;
        }
        boolean isCoarse = decision == Decision.NEED_MORE && isCoarse(canary, baseline);
        return new Latency(quantile, decision, canaryLow, canaryHigh, baselineLow, baselineHigh, false, isCoarse);
    }

    /** Returns the largest latency that is not slower than one of the baseline. */
    private double mostFor(double baseline) {
        return Math.max(baseline * factor, baseline + slack);
    }

    /** Whether both have enough requests, but the quantile of the baseline is in a bucket that is too wide. */
    private boolean isCoarse(LatencyHistogram canary, LatencyHistogram baseline) {
        if (toAccept.upper(canary.count()) > canary.count() || toAccept.lower(baseline.count()) == 0) {
            return false;
        }
        Bucket bucket = baseline.bucketOf((long) Math.ceil(baseline.count() * quantile));
        return bucket.upTo() > mostFor(bucket.above());
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
