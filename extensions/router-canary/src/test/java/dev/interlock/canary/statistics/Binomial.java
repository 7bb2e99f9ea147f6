package dev.interlock.canary.statistics;

/** Exact bounds for numbers of simulated events. */
final class Binomial {
    /** Probability that a correct program exceeds a bound. The seeds are fixed, so a test never fails by chance. */
    private static final double FAILURE = 1e-6;

    private Binomial() {}

    /** Returns the smallest number of events that is exceeded with a probability of at most {@link #FAILURE}. */
    static long most(double probability, long trials) {
        long events = (long) (probability * trials);
        while (1 - RateTest.atMost(events, trials, probability) > FAILURE) {
            events++;
        }
        return events;
    }
}
