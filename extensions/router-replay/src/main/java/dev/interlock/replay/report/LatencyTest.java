package dev.interlock.replay.report;

import dev.interlock.replay.compare.NormalDistribution;
import dev.interlock.replay.rules.LatencyRule;
import org.HdrHistogram.AbstractHistogram;

/**
 * Tests whether a latency quantile of one build exceeds that of another by more than a tolerance. Multiplies the
 * quantile of the reference by the tolerance, and compares the shares of slower requests by the two-proportion z-test.
 */
final class LatencyTest {
    /** Number of slow requests that the reference needs, because the test is an approximation. */
    private static final int MIN_SLOW = 10;

    private final LatencyRule rule;

    LatencyTest(LatencyRule rule) {
        this.rule = rule;
    }

    /** Returns the number of requests of each build that the test needs. */
    long needed() {
        return (long) Math.ceil(MIN_SLOW / (1 - rule.quantile()));
    }

    /** Returns the confidence that the tested build is slower, from 0 to 1, or -1 if there are too few requests. */
    double confidence(AbstractHistogram reference, AbstractHistogram tested) {
        long before = reference.getTotalCount();
        long after = tested.getTotalCount();
        if (before < needed() || after < needed()) {
            return -1;
        }
        long quantile = reference.getValueAtPercentile(rule.quantile() * 100);
        double slowBefore = (double) above(reference, quantile) / before;
        double slowAfter = (double) above(tested, (long) (quantile * rule.tolerance())) / after;
        double pooled = (slowBefore * before + slowAfter * after) / (before + after);
        double deviation = Math.sqrt(pooled * (1 - pooled) * (1.0 / before + 1.0 / after));
        return deviation == 0 ? 0 : NormalDistribution.below((slowAfter - slowBefore) / deviation);
    }

    private static long above(AbstractHistogram histogram, long value) {
        long from = histogram.nextNonEquivalentValue(value);
        long most = histogram.getMaxValue();
        return from > most ? 0 : histogram.getCountBetweenValues(from, most);
    }

    boolean isSlower(double confidence) {
        return confidence >= rule.confidence();
    }
}
