package dev.interlock.canary;

import dev.interlock.canary.Verdict.Counts;
import dev.interlock.canary.Verdict.Errors;
import dev.interlock.canary.Verdict.Latency;
import dev.interlock.canary.Verdict.More;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tests one route, or all routes together: errors and latency quantiles. Immutable. */
final class RouteTest {
    private static final double NANOS = 1e9;
    /** Maximum multiple of the data that {@link #more} tries. */
    private static final int MAX_TIMES = 1 << 12;

    private final ErrorTest errors;
    private final double falsePromote;
    /** Probability that the test of one quantile rejects a good canary. */
    private final double latencyAlpha;

    private final List<LatencyTest> latency = new ArrayList<>();
    /** Tests of limits in seconds. */
    private final Map<Double, LatencyTest> limits = new TreeMap<>();

    /**
     * Creates the tests.
     *
     * @param errorAlpha probability that the error test rejects a good canary
     * @param latencyAlpha probability that the latency tests reject a good canary, for all quantiles together
     * @param latencyLimits limits on the quantiles
     */
    RouteTest(
            CanaryOptions options,
            double errorAlpha,
            double latencyAlpha,
            boolean hasBaseline,
            Map<Double, Duration> latencyLimits) {
        errors = new ErrorTest(options, errorAlpha, hasBaseline);
        List<Double> quantiles = hasBaseline ? options.latencyQuantiles() : List.of();
        double alpha = latencyAlpha / Math.max(1, quantiles.size() + latencyLimits.size());
        this.latencyAlpha = alpha;
        falsePromote = options.falsePromote();
        for (double quantile : quantiles) {
            latency.add(new LatencyTest(quantile, options, alpha));
        }
        latencyLimits.forEach(
                (quantile, limit) -> limits.put(limit.toNanos() / NANOS, new LatencyTest(quantile, options, alpha)));
    }

    /** @param hasToCompare whether the route needs a latency comparison even if the baseline has no requests */
    Verdict.Route test(
            String name,
            boolean isDecisive,
            Traffic.Route canary,
            Traffic.@Nullable Route baseline,
            boolean hasToCompare) {
        Errors ofErrors = errors.test(canary, baseline);
        List<Latency> ofLatency = new ArrayList<>();
        if (baseline != null && (hasToCompare || baseline.latency().count() > 0)) {
            for (LatencyTest each : latency) {
                ofLatency.add(each.compare(canary.latency(), baseline.latency()));
            }
        }
        limits.forEach((limit, test) -> ofLatency.add(test.compare(canary.latency(), limit)));
        Decision decision = combine(ofErrors.decision(), ofLatency);
        Verdict.Route plain = new Verdict.Route(
                name,
                isDecisive,
                decision,
                confidence(decision, ofErrors, ofLatency),
                "",
                counts(canary),
                baseline == null ? null : counts(baseline),
                ofErrors,
                ofLatency);
        return withReason(plain, Reasons.of(plain));
    }

    /** A route passes although no quantile was judged. Then no bound on a false promotion is known. */
    private @Nullable Double confidence(Decision decision, Errors ofErrors, List<Latency> ofLatency) {
        return switch (decision) {
            case PROMOTE -> Verdict.isUnjudged(ofLatency) ? null : 1 - falsePromote;
            case ROLL_BACK ->
                ofErrors.decision() == Decision.ROLL_BACK ? 1 - Math.exp(-ofErrors.evidence()) : 1 - latencyAlpha;
            case NEED_MORE -> null;
        };
    }

    private static Counts counts(Traffic.Route route) {
        return new Counts(route.requests(), route.errors());
    }

    static Verdict.Route withReason(Verdict.Route route, String reason) {
        return new Verdict.Route(
                route.name(),
                route.isDecisive(),
                route.decision(),
                route.confidence(),
                reason,
                route.canary(),
                route.baseline(),
                route.errors(),
                route.latency());
    }

    private static Decision combine(Decision errors, List<Latency> latency) {
        Decision combined = errors;
        for (Latency each : latency) {
            if (each.decision() == Decision.ROLL_BACK || combined == Decision.ROLL_BACK) {
                combined = Decision.ROLL_BACK;
            } else if (each.decision() == Decision.NEED_MORE && !each.isCoarse()) {
                combined = Decision.NEED_MORE;
            }
        }
        return combined;
    }

    /** Returns the number of further requests to this route that an undecided test needs to pass. */
    More more(Verdict.Route undecided, Traffic.Route canary, Traffic.@Nullable Route baseline) {
        More most =
                undecided.errors().decision() == Decision.NEED_MORE ? errors.more(canary, baseline) : new More(0, 0L);
        for (Latency each : undecided.latency()) {
            if (each.decision() == Decision.NEED_MORE && !each.isCoarse()) {
                // The shape of the distributions may still change, so there is no upper bound.
                most = new More(Math.max(most.expected(), moreForLatency(canary, baseline)), null);
                break;
            }
        }
        return most;
    }

    /** Returns the number of further requests until the latency tests decide, if the distributions do not change. */
    private long moreForLatency(Traffic.Route canary, Traffic.@Nullable Route baseline) {
        long requests = Math.max(1, canary.requests());
        for (int times = 2; times <= MAX_TIMES; times *= 2) {
            if (isLatencyDecided(canary.latency().times(times), baseline, times)) {
                return requests * (times - 1);
            }
        }
        return requests * MAX_TIMES;
    }

    private boolean isLatencyDecided(LatencyHistogram canary, Traffic.@Nullable Route baseline, int times) {
        if (baseline != null) {
            LatencyHistogram reference = baseline.latency().times(times);
            for (LatencyTest each : latency) {
                if (isOpen(each.compare(canary, reference))) {
                    return false;
                }
            }
        }
        for (Map.Entry<Double, LatencyTest> each : limits.entrySet()) {
            if (isOpen(each.getValue().compare(canary, each.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOpen(Latency latency) {
        return latency.decision() == Decision.NEED_MORE && !latency.isCoarse();
    }

    ErrorTest errors() {
        return errors;
    }
}
