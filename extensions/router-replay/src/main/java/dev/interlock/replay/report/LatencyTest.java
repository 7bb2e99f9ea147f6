package dev.interlock.replay.report;

import dev.interlock.replay.compare.NormalDistribution;
import dev.interlock.replay.rules.LatencyRule;
import org.HdrHistogram.AbstractHistogram;

/**
 * Tests whether the quantile of one build is more than the tolerance above that of another. Compares the share of
 * requests that take longer than the tolerated quantile, by the test of two proportions.
 */
final class LatencyTest {
    /** Least number of slow requests that the reference must have, because the test is an approximation. */
    private static final int LEAST_SLOW = 10;

    private final LatencyRule rule;

    LatencyTest(LatencyRule rule) {
        this.rule = rule;
    }

    /** Returns the requests of each build that the test needs. */
    long needed() {
        return (long) Math.ceil(LEAST_SLOW / (1 - rule.quantile()));
    }

    /** Returns the confidence that the tested build is slower, from 0 to 1, or -1 without enough requests. */
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
