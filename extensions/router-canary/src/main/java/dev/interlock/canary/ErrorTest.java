package dev.interlock.canary;

import dev.interlock.canary.Verdict.Errors;
import dev.interlock.canary.Verdict.More;
import dev.interlock.canary.statistics.Outcome;
import dev.interlock.canary.statistics.RateTest;
import dev.interlock.canary.statistics.RatioTest;
import org.jspecify.annotations.Nullable;

/**
 * Tests the errors of a route against the limits and against the baseline. Immutable.
 *
 * <p>A canary is good if its error rate is at most the good rate, or at most the rate of the baseline. So both tests
 * must reject it, which needs no correction for two tests. One test can accept it, so each test gets half of the
 * probability of a false promotion.
 */
final class ErrorTest {
    /**
     * Minimum number of baseline requests for each canary request. With fewer, almost all failures would be in the
     * canary in any case, so the comparison could never reject.
     */
    private static final double MIN_BASELINE = 0.25;

    /** Probability that the number of further requests stays below its upper bound. */
    private static final double LIKELY = 0.95;

    private final RateTest rate;
    private final RatioTest ratio;

    /** @param alpha probability that this test rejects a good canary */
    ErrorTest(CanaryOptions options, double alpha, boolean hasBaseline) {
        double beta = hasBaseline ? options.falsePromote() / 2 : options.falsePromote();
        rate = new RateTest(options.goodErrorRate(), options.badErrorRate(), alpha, beta);
        ratio = new RatioTest(options.errorFactor(), alpha, beta);
    }

    static boolean isComparable(Traffic.Route canary, Traffic.@Nullable Route baseline) {
        return baseline != null && baseline.requests() > 0 && baseline.requests() >= canary.requests() * MIN_BASELINE;
    }

    private static double share(Traffic.Route canary, Traffic.Route baseline) {
        return (double) canary.requests() / (canary.requests() + baseline.requests());
    }

    Errors test(Traffic.Route canary, Traffic.@Nullable Route baseline) {
        Outcome outcome = rate.outcome(canary.errors(), canary.requests());
        Double baselineLogRatio = null;
        if (baseline != null && isComparable(canary, baseline)) {
            double share = share(canary, baseline);
            outcome = both(outcome, ratio.outcome(canary.errors(), baseline.errors(), share));
            baselineLogRatio = ratio.rejectStatistic(canary.errors(), baseline.errors(), share);
        }
        return new Errors(
                Decision.of(outcome),
                rate.statistic(canary.errors(), canary.requests()),
                rate.acceptAt(),
                rate.rejectAt(),
                baselineLogRatio);
    }

    private static Outcome both(Outcome limits, Outcome baseline) {
        if (limits == Outcome.ACCEPTED || baseline == Outcome.ACCEPTED) {
            return Outcome.ACCEPTED;
        }
        return limits == Outcome.REJECTED && baseline == Outcome.REJECTED ? Outcome.REJECTED : Outcome.UNDECIDED;
    }

    /** Returns the number of further requests that an undecided test needs to accept. */
    More more(Traffic.Route canary, Traffic.@Nullable Route baseline) {
        double expected = rate.expectedUntilAccepted(canary.errors(), canary.requests());
        if (baseline != null && isComparable(canary, baseline)) {
            double failuresPerRequest = (double) (canary.errors() + baseline.errors()) / canary.requests();
            double failures =
                    ratio.expectedFailuresUntilAccepted(canary.errors(), baseline.errors(), share(canary, baseline));
            if (failures < expected * failuresPerRequest) {
                // The baseline fails often, so the comparison decides first.
                return new More((long) Math.ceil(failures / failuresPerRequest), null);
            }
        }
        long rounded = (long) Math.ceil(expected);
        // Near the end, rare failures can move the mean above the bound.
        return new More(rounded, Math.max(rounded, rate.untilAccepted(canary.errors(), canary.requests(), LIKELY)));
    }

    /** Whether an undecided test would reject if it ended now. */
    boolean leansToReject(Traffic.Route canary, Traffic.@Nullable Route baseline) {
        boolean isTooHigh = rate.leansToReject(canary.errors(), canary.requests());
        if (baseline != null && isComparable(canary, baseline)) {
            return isTooHigh && ratio.leansToReject(canary.errors(), baseline.errors(), share(canary, baseline));
        }
        return isTooHigh;
    }

    /** Returns a bound on the probability that a good canary is rejected by its {@linkplain #leansToReject lean}. */
    double falseRejectionIfStopped(Traffic.Route canary, Traffic.@Nullable Route baseline) {
        double byLimits = rate.falseRejectionIfStopped(canary.requests());
        if (baseline != null && isComparable(canary, baseline)) {
            // A canary can be good by either criterion, so the larger probability counts.
            return Math.max(
                    byLimits,
                    ratio.falseRejectionIfStopped(canary.errors() + baseline.errors(), share(canary, baseline)));
        }
        return byLimits;
    }

    /** Returns a bound on the probability that a bad canary is accepted by its lean. */
    double falseAcceptanceIfStopped(Traffic.Route canary, Traffic.@Nullable Route baseline) {
        double byLimits = rate.falseAcceptanceIfStopped(canary.requests());
        if (baseline != null && isComparable(canary, baseline)) {
            return byLimits
                    + ratio.falseAcceptanceIfStopped(canary.errors() + baseline.errors(), share(canary, baseline));
        }
        return byLimits;
    }
}
