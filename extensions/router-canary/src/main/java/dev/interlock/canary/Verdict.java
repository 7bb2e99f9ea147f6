package dev.interlock.canary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verdict on a canary. Immutable.
 *
 * @param decision what to do
 * @param reason the decision in one sentence
 * @param falseRollBack bound on the probability that a good canary gets {@link Decision#ROLL_BACK}
 * @param falsePromote bound on the probability that a canary with the bad error rate gets {@link Decision#PROMOTE}
 * @param isStopped whether the maximum of requests ended the test, so that the probabilities are higher than set
 * @param more requests that are still needed; null unless the decision is {@link Decision#NEED_MORE}, or if their
 *     number is not known
 * @param problems defects of the data, each in one sentence; with a problem, no canary is promoted
 * @param routes verdict on all routes together, which is named {@code all}, and then on each route, sorted by name
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
    /** Name of all routes together. */
    public static final String ALL = "all";

    public Verdict {
        problems = List.copyOf(problems);
        routes = List.copyOf(routes);
    }

    /**
     * Number of further requests to the canary.
     *
     * @param expected number after which a good canary is promoted on average
     * @param upperBound number after which the test has ended: with a probability of 95 % for a good canary, or
     *     surely because of the maximum of requests; null if no bound is known
     */
    public record More(long expected, @Nullable Long upperBound) {}

    /**
     * Verdict on one route.
     *
     * @param name method and template, such as {@code GET /v1/orders/{id}}, or {@link #ALL}
     * @param isDecisive whether the route must pass before the canary is promoted
     * @param decision state of the route's tests; {@link Decision#PROMOTE} if they passed
     * @param confidence 1 minus a bound on the probability that a version of the other kind gets this decision; null
     *     without a decision, or if the buckets are too wide to judge any quantile of the latency
     * @param reason the decision in one sentence
     * @param canary requests of the canary
     * @param baseline requests of the baseline, or null without a baseline
     * @param errors test of the error rate
     * @param latency comparisons of the latency, one for each quantile
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
     * @param baselineLogRatio logarithm of the likelihood ratio of a higher rate than the baseline's against the same
     *     rate; a roll-back needs {@code rejectAt} of both ratios. Null if the baseline has too few requests
     */
    public record Errors(
            Decision decision,
            double logRatio,
            double acceptAt,
            double rejectAt,
            @Nullable Double baselineLogRatio) {
        /** Returns the evidence for a roll-back: the smaller one of both ratios. */
        double evidence() {
            Double ofBaseline = baselineLogRatio;
            return ofBaseline == null ? logRatio : Math.min(logRatio, ofBaseline);
        }
    }

    /**
     * Comparison of a quantile of the latency. All times are in seconds.
     *
     * @param quantile from 0 to 1
     * @param decision state of the test
     * @param canaryLow lower bound of the canary's quantile, 0 if there are too few requests
     * @param canaryHigh upper bound of the canary's quantile, infinite if there are too few requests
     * @param baselineLow lower bound of the baseline's quantile, or the limit
     * @param baselineHigh upper bound of the baseline's quantile, or the limit
     * @param isLimit whether the canary is compared with a limit instead of the baseline
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

    /** Returns the verdict as text for people, in several lines. */
    public String toText() {
        return VerdictText.write(this);
    }
}
