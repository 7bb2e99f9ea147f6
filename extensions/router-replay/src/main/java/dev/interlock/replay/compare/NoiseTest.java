package dev.interlock.replay.compare;

/**
 * Tells whether the new build differs from the old one more often than a second old one does. Each request went to all
 * three, so the test is McNemar's: only requests count where exactly one of the two differs. If both differ equally
 * often, each such request is a toss of a coin.
 */
final class NoiseTest {
    /** Probability with which noise alone may look like a difference. */
    private static final double MOST_CHANCE = 0.001;

    private static final int MOST_EXACT = 1000;

    private NoiseTest() {}

    /**
     * @param onlyNew requests where only the new build differs from the old one
     * @param onlyOld requests where only the second old one differs from the first
     * @param both requests where both differ
     */
    static boolean isDifferent(long onlyNew, long onlyOld, long both) {
        if (onlyOld + both == 0) {
            // Never seen between the old ones: not noise.
            return onlyNew > 0;
        }
        return chance(onlyNew, onlyNew + onlyOld) < MOST_CHANCE;
    }

    /** Returns the probability of at least {@code heads} in {@code tosses} of a coin. */
    static double chance(long heads, long tosses) {
        if (tosses == 0) {
            return 1;
        }
        if (tosses > MOST_EXACT) {
            double deviation = (heads - 0.5 - tosses / 2.0) / (Math.sqrt((double) tosses) / 2);
            return 1 - NormalDistribution.below(deviation);
        }
        double sum = 0;
        // Logarithm of the binomial coefficient over 2^tosses.
        double log = -tosses * Math.log(2);
        for (long i = 0; i <= tosses; i++) {
            if (i >= heads) {
                sum += Math.exp(log);
            }
            log += Math.log((double) (tosses - i) / (i + 1));
        }
        return Math.min(1, sum);
    }
}
