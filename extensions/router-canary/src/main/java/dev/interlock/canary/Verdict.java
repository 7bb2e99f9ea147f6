package dev.interlock.canary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verdict on a canary. Immutable.
 *
 * @param decision what to do
 * @param reason the decision in one sentence
 * @param falseRollBack bound on the probability that a good canary is rolled back
 * @param falsePromote bound on the probability that a canary with the bad error rate is promoted
 * @param isStopped whether the maximum number of requests ended the test; the probabilities are then higher than
 *     configured
 * @param more number of requests still needed; null if the decision is not {@link Decision#NEED_MORE}, or if the number
 *     is unknown
 * @param problems defects of the data, each in one sentence; with a problem, no canary is promoted
 * @param routes verdict on all routes together, named {@code all}, followed by the verdict on each route, sorted by
 *     name
 */
public record Verdict(
        Decision decision,
        String reason,
        double falseRollBack,
        double falsePromote,
        boolean isStopped,
        @Nullable More more,
        List<String> problems,
        List<Route> routes) {
    /** Name of the verdict on all routes together. */
    public static final String ALL = "all";

    public Verdict {
        problems = List.copyOf(problems);
        routes = List.copyOf(routes);
    }

    /**
     * Number of further requests to the canary.
     *
     * @param expected expected number until a good canary is promoted
     * @param upperBound number after which the test of a good canary has ended with a probability of 95 %; at most the
     *     number until the configured maximum. Null if there is no bound
     */
    public record More(long expected, @Nullable Long upperBound) {}

    /**
     * Verdict on one route.
     *
     * @param name method and template, such as {@code GET /v1/orders/{id}}, or {@link #ALL}
     * @param isDecisive whether the route must pass before a promotion
     * @param decision state of the route's tests; {@link Decision#PROMOTE} if they passed
     * @param confidence 1 minus a bound on the probability that a version of the other kind gets this decision; null
     *     without a decision, or if the buckets are too wide to judge any quantile of the latency
     * @param reason the decision in one sentence
     * @param canary requests of the canary
     * @param baseline requests of the baseline, or null without a baseline
     * @param errors test of the error rate
     * @param latency latency tests, one for each quantile and limit
     */
    public record Route(
            String name,
            boolean isDecisive,
            Decision decision,
            @Nullable Double confidence,
            String reason,
            Counts canary,
            @Nullable Counts baseline,
            Errors errors,
            List<Latency> latency) {
        public Route {
            latency = List.copyOf(latency);
        }
    }

    /**
     * Numbers of requests.
     *
     * @param requests number of requests
     * @param errors number of these that failed
     */
    public record Counts(long requests, long errors) {}

    /**
     * Test of an error rate.
     *
     * @param decision state of the test
     * @param logRatio logarithm of the likelihood ratio of the bad rate against the good rate
     * @param acceptAt value of {@code logRatio} at and below which the rate is accepted
     * @param rejectAt value of {@code logRatio} at and above which the rate is rejected
     * @param baselineLogRatio logarithm of the likelihood ratio of a rate above the baseline's against an equal rate. A
     *     roll-back needs both ratios at {@code rejectAt}. Null if the baseline has too few requests
     */
    public record Errors(
            Decision decision,
            double logRatio,
            double acceptAt,
            double rejectAt,
            @Nullable Double baselineLogRatio) {
        /** Returns the evidence for a roll-back: the smaller of both ratios. */
        double evidence() {
            Double ofBaseline = baselineLogRatio;
            return ofBaseline == null ? logRatio : Math.min(logRatio, ofBaseline);
        }
    }

    /**
     * Test of a latency quantile. All times are in seconds.
     *
     * @param quantile from 0 to 1
     * @param decision state of the test
     * @param canaryLow lower bound of the canary's quantile; 0 if there are too few requests
     * @param canaryHigh upper bound of the canary's quantile; infinite if there are too few requests
     * @param baselineLow lower bound of the baseline's quantile, or the limit
     * @param baselineHigh upper bound of the baseline's quantile, or the limit
     * @param isLimit whether the test compares the canary with a limit instead of the baseline
     * @param isCoarse whether the buckets are too wide to show that the canary is not slower; the test then cannot
     *     delay the promotion
     */
    public record Latency(
            double quantile,
            Decision decision,
            double canaryLow,
            double canaryHigh,
            double baselineLow,
            double baselineHigh,
            boolean isLimit,
            boolean isCoarse) {}

    /** Whether the latency is the only reason for a roll-back. */
    boolean isByLatencyAlone() {
        return decision == Decision.ROLL_BACK
                && !isStopped
                && routes.stream().noneMatch(it -> it.errors().decision() == Decision.ROLL_BACK);
    }

    /** Whether there are quantiles, and the buckets are too wide to judge any of them. */
    static boolean isUnjudged(List<Latency> latency) {
        return !latency.isEmpty() && latency.stream().allMatch(Latency::isCoarse);
    }

    /** Returns the verdict on all routes together, or null if there are no data. */
    public @Nullable Route all() {
        return routes.isEmpty() ? null : routes.get(0);
    }

    /** Returns the verdict as a JSON object. {@code docs/canary.md} describes its members. */
    public String toJson() {
        return VerdictJson.write(this);
    }

    /** Returns the verdict as text for people. It has several lines. */
    public String toText() {
        return VerdictText.write(this);
    }
}
