package dev.interlock.replay.compare;

/** The standard normal distribution. */
public final class NormalDistribution {
    private NormalDistribution() {}

    /**
     * Returns the probability of a value below {@code z}, with an error below 1e-7 (Abramowitz and Stegun, Handbook of
     * Mathematical Functions, 26.2.17).
     */
    public static double below(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double polynomial =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
        return z >= 0 ? 1 - tail : tail;
    }
}
