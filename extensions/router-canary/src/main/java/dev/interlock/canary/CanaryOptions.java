package dev.interlock.canary;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Settings of a {@link CanaryTest}. Immutable: each method returns a changed copy.
 *
 * <p>The defaults accept an error rate of 0.02 %, reject 0.1 %, and decide wrongly with a probability of at most 1 % in
 * each direction.
 */
public final class CanaryOptions {
    private static final CanaryOptions DEFAULTS = new CanaryOptions();

    // The fields change only in a new copy, before any other object refers to it.
    private double goodErrorRate = 0.0002;
    private double badErrorRate = 0.001;
    private double falseRollBack = 0.01;
    private double falsePromote = 0.01;
    private double errorFactor = 2;
    private Set<ErrorKind> errors = Set.of(ErrorKind.SERVER_ERROR, ErrorKind.SERVER_ABORT);
    private List<Double> latencyQuantiles = List.of(0.5, 0.95, 0.99);
    private double latencyFactor = 1.2;
    private Duration latencySlack = Duration.ofMillis(1);
    private Duration latencyBurst = Duration.ofSeconds(30);
    private Map<Double, Duration> latencyLimits = Map.of();
    private double decisiveShare = 0.25;
    private long minRequests = 1000;
    private long maxRequests;

    private CanaryOptions() {}

    /** Returns the defaults. */
    public static CanaryOptions defaults() {
        return DEFAULTS;
    }

    private CanaryOptions copy() {
        CanaryOptions copy = new CanaryOptions();
        copy.goodErrorRate = goodErrorRate;
        copy.badErrorRate = badErrorRate;
        copy.falseRollBack = falseRollBack;
        copy.falsePromote = falsePromote;
        copy.errorFactor = errorFactor;
        copy.errors = errors;
        copy.latencyQuantiles = latencyQuantiles;
        copy.latencyFactor = latencyFactor;
        copy.latencySlack = latencySlack;
        copy.latencyBurst = latencyBurst;
        copy.latencyLimits = latencyLimits;
        copy.decisiveShare = decisiveShare;
        copy.minRequests = minRequests;
        copy.maxRequests = maxRequests;
        return copy;
    }

    private static void require(boolean isValid, String name, Object value, String tip) {
        if (!isValid) {
            throw new IllegalArgumentException(name + " is " + value + ". Tip: use " + tip);
        }
    }

    /**
     * Sets the limits on the error rate. A canary between them may get either verdict, and needs the most requests.
     *
     * @param good rate at which a canary is promoted, above 0; default 0.0002
     * @param bad rate at which a canary is rolled back, above {@code good} and below 1; default 0.001
     * @throws IllegalArgumentException if a rate is out of range
     */
    public CanaryOptions errorRates(double good, double bad) {
        require(good > 0 && good < 1, "The good error rate", good, "a number above 0 and below 1, such as 0.0002");
        require(bad > good && bad < 1, "The bad error rate", bad, "a number above the good rate and below 1");
        CanaryOptions copy = copy();
        copy.goodErrorRate = good;
        copy.badErrorRate = bad;
        return copy;
    }

    /**
     * Sets the probabilities of wrong verdicts.
     *
     * @param falseRollBack bound on the probability that a good canary is ever rolled back, by any test of any route;
     *     default 0.01
     * @param falsePromote bound on the probability that a bad canary is promoted; default 0.01
     * @throws IllegalArgumentException if a probability is below 0.000001 or above 0.2
     */
    public CanaryOptions falseVerdicts(double falseRollBack, double falsePromote) {
        for (double each : new double[] {falseRollBack, falsePromote}) {
            require(
                    each >= 1e-6 && each <= 0.2,
                    "The probability of a false verdict",
                    each,
                    "a number from 0.000001 to 0.2, such as 0.01");
        }
        CanaryOptions copy = copy();
        copy.falseRollBack = falseRollBack;
        copy.falsePromote = falsePromote;
        return copy;
    }

    /**
     * Sets how much more often than its baseline a canary may fail. The factor matters only if the baseline itself
     * exceeds the error rates: a canary must exceed both to be rolled back.
     *
     * @param factor above 1, at most 100; default 2
     * @throws IllegalArgumentException if the factor is out of range
     */
    public CanaryOptions errorFactor(double factor) {
        require(factor > 1 && factor <= 100, "The error factor", factor, "a number above 1 and up to 100, such as 2");
        CanaryOptions copy = copy();
        copy.errorFactor = factor;
        return copy;
    }

    /**
     * Sets which exchanges count as errors. The default is {@link ErrorKind#SERVER_ERROR} and
     * {@link ErrorKind#SERVER_ABORT}.
     *
     * @throws IllegalArgumentException if no kind is given
     */
    public CanaryOptions errors(Set<ErrorKind> kinds) {
        require(!kinds.isEmpty(), "The set of errors", kinds, "at least one kind, such as SERVER_ERROR");
        CanaryOptions copy = copy();
        copy.errors = Set.copyOf(EnumSet.copyOf(kinds));
        return copy;
    }

    /**
     * Sets which latency quantiles to compare with the baseline.
     *
     * @param factor a canary is slower if a quantile exceeds the baseline's by more than this factor, and by more than
     *     {@link #latencySlack}; above 1, at most 100; default 1.2
     * @param quantiles each 0.01 to 0.9999; without quantiles, latencies are not compared; default 0.5, 0.95 and 0.99
     * @throws IllegalArgumentException if a value is out of range
     */
    public CanaryOptions latency(double factor, double... quantiles) {
        require(factor > 1 && factor <= 100, "The latency factor", factor, "a number above 1, such as 1.2");
        TreeSet<Double> sorted = new TreeSet<>();
        for (double quantile : quantiles) {
            requireQuantile(quantile);
            sorted.add(quantile);
        }
        CanaryOptions copy = copy();
        copy.latencyFactor = factor;
        copy.latencyQuantiles = List.copyOf(sorted);
        return copy;
    }

    /**
     * Sets by how much a latency quantile may exceed the baseline's, whatever the factor. A new instance gets few
     * requests, so less of its code is compiled and less of its data is in caches. A fast route then takes some tenths
     * of a millisecond longer, which the factor alone would call slower.
     *
     * @param slack 0 or more; default 1 ms
     * @throws IllegalArgumentException if the slack is negative
     */
    public CanaryOptions latencySlack(Duration slack) {
        require(!slack.isNegative(), "The latency slack", slack, "a time of 0 or more, such as 1ms");
        CanaryOptions copy = copy();
        copy.latencySlack = slack;
        return copy;
    }

    /**
     * Sets how long a canary may be slow once without a roll-back. A single pause, such as a full garbage collection,
     * slows all requests of some seconds. The test of latencies would count each of them as independent evidence. So a
     * roll-back for the latency must still hold after any one period is left out. The period has this length, or a
     * twelfth of the window if that is longer. A canary must be slow for more than twice this time to be rolled back.
     * Errors are not affected. Only {@link PrometheusCanary} knows when requests came. Other verdicts ignore this
     * setting.
     *
     * @param burst 1 ms or more, better some scrape intervals; 0 disables this rule; default 30 s
     * @throws IllegalArgumentException if the time is out of range
     */
    public CanaryOptions latencyBurst(Duration burst) {
        require(burst.isZero() || burst.toMillis() > 0, "The latency burst", burst, "a time of 0 or more, such as 30s");
        CanaryOptions copy = copy();
        copy.latencyBurst = burst;
        return copy;
    }

    private static void requireQuantile(double quantile) {
        require(
                quantile >= 0.01 && quantile <= 0.9999,
                "A quantile",
                quantile,
                "a number from 0.01 to 0.9999, such as 0.99");
    }

    /**
     * Adds a limit on a latency quantile of all routes together. It works without a baseline.
     *
     * @param quantile 0.01 to 0.9999
     * @param limit above 0
     * @throws IllegalArgumentException if a value is out of range
     */
    public CanaryOptions latencyLimit(double quantile, Duration limit) {
        requireQuantile(quantile);
        require(limit.compareTo(Duration.ZERO) > 0, "The latency limit", limit, "a time above 0, such as 250ms");
        CanaryOptions copy = copy();
        TreeMap<Double, Duration> limits = new TreeMap<>(latencyLimits);
        limits.put(quantile, limit);
        copy.latencyLimits = Map.copyOf(limits);
        return copy;
    }

    /**
     * Sets the share of requests above which a route must pass on its own. Routes with a smaller share cannot delay the
     * promotion, but can still cause a roll-back.
     *
     * @param share above 0, at most 1; default 0.25, so that at most four routes must pass, and take at most four times
     *     as long as all routes together
     * @throws IllegalArgumentException if the share is out of range
     */
    public CanaryOptions decisiveShare(double share) {
        require(share > 0 && share <= 1, "The decisive share", share, "a number above 0 and up to 1, such as 0.25");
        CanaryOptions copy = copy();
        copy.decisiveShare = share;
        return copy;
    }

    /**
     * Sets the minimum number of requests before a promotion. With the default error rates, the test itself needs more
     * than 5,000.
     *
     * @param requests 0 or more; default 1000
     * @throws IllegalArgumentException if the number is negative
     */
    public CanaryOptions minRequests(long requests) {
        require(requests >= 0, "The minimum of requests", requests, "0 or more");
        CanaryOptions copy = copy();
        copy.minRequests = requests;
        return copy;
    }

    /**
     * Ends an undecided test after a number of requests to the canary. The verdict then states its error probabilities,
     * which are higher than the configured ones. A route with a decisive share still needs its first
     * request.
     *
     * @param requests 0 for no limit, the default; otherwise at least 100, and not below the minimum of requests
     * @throws IllegalArgumentException if the number is out of range
     */
    public CanaryOptions maxRequests(long requests) {
        require(requests == 0 || requests >= 100, "The maximum of requests", requests, "0 for none, or at least 100");
        CanaryOptions copy = copy();
        copy.maxRequests = requests;
        return copy;
    }

    double goodErrorRate() {
        return goodErrorRate;
    }

    double badErrorRate() {
        return badErrorRate;
    }

    double falseRollBack() {
        return falseRollBack;
    }

    double falsePromote() {
        return falsePromote;
    }

    double errorFactor() {
        return errorFactor;
    }

    Set<ErrorKind> errors() {
        return errors;
    }

    List<Double> latencyQuantiles() {
        return latencyQuantiles;
    }

    double latencyFactor() {
        return latencyFactor;
    }

    Duration latencySlack() {
        return latencySlack;
    }

    Duration latencyBurst() {
        return latencyBurst;
    }

    Map<Double, Duration> latencyLimits() {
        return latencyLimits;
    }

    double decisiveShare() {
        return decisiveShare;
    }

    long minRequests() {
        return minRequests;
    }

    long maxRequests() {
        return maxRequests;
    }
}
