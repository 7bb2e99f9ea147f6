package dev.interlock.canary.statistics;

import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Ranks of sample values that bound a quantile, for any distribution. Immutable.
 *
 * <p>Each value is at most the quantile q with probability q. So the number of values up to the quantile behaves like
 * the heads of a coin with bias q. A rank is excluded if the coin would need a clearly different bias. Robbins' mixture
 * tests the coin: the mean likelihood ratio over a beta distribution of other biases, truncated at q. It is a
 * martingale, so by Ville's inequality the bounds hold at all sample sizes together, and callers may look repeatedly.
 *
 * <p>Values are numbered from 1 in ascending order.
 */
public final class QuantileRanks {
    /**
     * Weight of the beta distribution, as a number of trials. With this weight, the bounds are tightest for samples of
     * some hundreds to tens of thousands of values.
     */
    private static final double WEIGHT = 300;

    private final double quantile;
    private final double bound;
    private final double a;
    private final double b;
    /** Logarithm of the probability of the beta distribution below the quantile, with its normalizing constant. */
    private final double constantBelow;

    private final double constantAbove;

    /**
     * Creates bounds.
     *
     * @param quantile between 0 and 1
     * @param error probability that a bound is ever wrong, for each of both bounds
     */
    public QuantileRanks(double quantile, double error) {
        this.quantile = quantile;
        bound = -Math.log(error);
        a = WEIGHT * quantile;
        b = WEIGHT * (1 - quantile);
        constantBelow = LogBeta.value(a, b) + Math.log(RegularizedBeta.value(quantile, a, b));
        constantAbove = LogBeta.value(a, b) + Math.log(RegularizedBeta.complement(quantile, a, b));
    }

    /** Returns the highest rank whose value is a lower bound of the quantile, or 0 if there is none. */
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
        // More values than the excluded number are at most the quantile.
        return excluded + 1;
    }

    /**
     * Returns the lowest rank whose value is an upper bound of the quantile, or {@code values + 1} if there is none.
     */
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

    /** Returns the evidence that the bias is below q if {@code count} values are at most the quantile. */
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
