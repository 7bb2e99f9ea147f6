package dev.interlock.replay.compare;

/**
 * Tests whether the new build differs from the old one more often than a second old build does. Each request went to
 * all three, so the counts are paired, and McNemar's test applies. It looks only at requests for which exactly one of
 * the two differs. If the difference is noise, each of these requests is a fair coin toss.
 */
final class NoiseTest {
    /** Maximum probability that noise is taken for a difference. */
    private static final double MOST_CHANCE = 0.001;

    private static final int MOST_EXACT = 1000;

    private NoiseTest() {}

    /**
     * @param onlyNew requests for which only the new build differs from the old one
     * @param onlyOld requests for which only the second old build differs from the first
     * @param both requests for which both differ
     */
    static boolean isDifferent(long onlyNew, long onlyOld, long both) {
        if (onlyOld + both == 0) {
            // The old builds never differ here, so this is not noise.
            return onlyNew > 0;
        }
        return chance(onlyNew, onlyNew + onlyOld) < MOST_CHANCE;
    }

    /** Returns the probability of at least {@code heads} heads in {@code tosses} tosses of a fair coin. */
    static double chance(long heads, long tosses) {
        if (tosses == 0) {
            return 1;
        }
        if (tosses > MOST_EXACT) {
            double deviation = (heads - 0.5 - tosses / 2.0) / (Math.sqrt((double) tosses) / 2);
            return 1 - NormalDistribution.below(deviation);
        }
        double sum = 0;
        // Logarithm of the binomial coefficient, divided by 2^tosses.
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
