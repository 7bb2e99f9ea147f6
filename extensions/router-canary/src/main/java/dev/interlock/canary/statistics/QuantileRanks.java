package dev.interlock.canary.statistics;

import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Ranks between which a quantile of a distribution lies, for any distribution. Immutable.
 *
 * <p>Each value is at most the quantile q with the probability q. So the number of values up to the quantile is that of
 * a coin with a known bias, and a rank is excluded if it would need a coin that is clearly different. The test of the
 * coin is Robbins' mixture: the mean likelihood ratio over a beta distribution of other biases, cut off at q. It is a
 * martingale, so by Ville's inequality the bounds hold at all sample sizes together, and looks may be repeated.
 *
 * <p>Values are numbered from 1 in ascending order.
 */
public final class QuantileRanks {
    /**
     * Weight of the beta distribution in trials. With it, the bounds are tightest at samples of some hundreds to some
     * ten thousands of values.
     */
    private static final double WEIGHT = 300;

    private final double quantile;
    private final double bound;
    private final double a;
    private final double b;
    /** Logarithm of the part of the distribution below the quantile, with its constant. */
    private final double constantBelow;

    private final double constantAbove;

    /**
     * Creates bounds.
     *
     * @param quantile between 0 and 1
     * @param error probability that a bound is ever wrong, for each of the two bounds
     */
    public QuantileRanks(double quantile, double error) {
        this.quantile = quantile;
        bound = -Math.log(error);
        a = WEIGHT * quantile;
        b = WEIGHT * (1 - quantile);
        constantBelow = LogBeta.value(a, b) + Math.log(RegularizedBeta.value(quantile, a, b));
        constantAbove = LogBeta.value(a, b) + Math.log(RegularizedBeta.complement(quantile, a, b));
    }

    /** Returns the rank of the largest value that the quantile is surely not below, or 0 if there is none. */
    public long lower(long values) {
        long excluded = -1;
        long possible = (long) Math.ceil(values * quantile);
        while (possible - excluded > 1) {
            long middle = (possible + excluded) >> 1;
            if (below(middle, values) >= bound) {
                excluded = middle;
            } else {
                possible = middle;
            }
        }
        // So few values cannot be up to the quantile; the next value is.
        return excluded + 1;
    }

    /** Returns the rank of the smallest value that the quantile is surely not above, or values + 1 if there is none. */
    public long upper(long values) {
        long possible = (long) Math.floor(values * quantile);
        long excluded = values + 1;
        while (excluded - possible > 1) {
            long middle = (possible + excluded) >> 1;
            if (above(middle, values) >= bound) {
                excluded = middle;
            } else {
                possible = middle;
            }
        }
        return excluded;
    }

    /** Returns the evidence that the bias is below the quantile, if {@code count} values are up to it. */
    private double below(long count, long values) {
        double x = count + a;
        double y = values - count + b;
        return evidence(count, values, x, y, RegularizedBeta.value(quantile, x, y), constantBelow);
    }

    private double above(long count, long values) {
        double x = count + a;
        double y = values - count + b;
        return evidence(count, values, x, y, RegularizedBeta.complement(quantile, x, y), constantAbove);
    }

    private double evidence(long count, long values, double x, double y, double part, double constant) {
        return LogBeta.value(x, y)
                + Math.log(part)
                - constant
                - count * Math.log(quantile)
                - (values - count) * Math.log1p(-quantile);
    }
}
