package dev.interlock.benchmarks.migration;

/**
 * Requests that the sequential test of the canary needs, on average: the arithmetic behind the length of a run. The
 * test accepts 0.02 % errors and rejects 0.1 %, each with 1 % for a wrong verdict.
 */
final class CanarySample {
    private static final double GOOD = 0.0002;
    private static final double BAD = 0.001;
    private static final double WRONG = 0.01;
    /** Each error makes "bad" so much likelier, as a logarithm. */
    private static final double ERROR = Math.log(BAD / GOOD);
    /** Each success makes "bad" so much less likely. */
    private static final double SUCCESS = Math.log((1 - BAD) / (1 - GOOD));

    private CanarySample() {}

    /** Returns the requests without an error that promote. The limits and the baseline have a half of the 1 % each. */
    static long toPromote() {
        return (long) Math.ceil(Math.log(WRONG / 2) / SUCCESS);
    }

    /**
     * Returns the mean number of requests that roll a failing build back, by the test of all routes together. It has a
     * half of the 1 %.
     *
     * @param errorRate share of all requests that fail; above the rate that the test neither accepts nor rejects
     */
    static long toRollBack(double errorRate) {
        double drift = errorRate * ERROR + (1 - errorRate) * SUCCESS;
        if (drift <= 0) {
            throw new IllegalArgumentException("The test does not reject an error rate of " + errorRate);
        }
        return (long) Math.ceil(Math.log(2 / WRONG) / drift);
    }

    /** Returns the seconds until the canary has so many requests. */
    static double seconds(long requests, double rate, double share) {
        return requests / (rate * share);
    }
}
