package dev.interlock.canary;

import dev.interlock.canary.Verdict.Counts;
import dev.interlock.canary.Verdict.Errors;
import dev.interlock.canary.Verdict.Latency;
import dev.interlock.canary.Verdict.More;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Sentences that explain a verdict. */
final class Reasons {
    private static final double PERCENT = 100;

    private Reasons() {}

    /** Returns the reason for the decision on a route. */
    static String of(Verdict.Route route) {
        if (route.errors().decision() == Decision.ROLL_BACK) {
            return failures(route) + ", which a good version does with a probability below " + odds(route.errors());
        }
        for (Latency each : route.latency()) {
            if (each.decision() == Decision.ROLL_BACK) {
                return slower(each);
            }
        }
        if (route.canary().requests() == 0) {
            return "no request yet";
        }
        if (route.decision() == Decision.PROMOTE) {
            return failures(route) + ", which passes" + compared(route);
        }
        if (route.errors().decision() == Decision.NEED_MORE) {
            return failures(route) + ": too few requests for a decision"
                    + (route.isDecisive() ? "" : ", and not needed");
        }
        return failures(route) + ", which passes; " + undecided(route.latency());
    }

    private static String failures(Verdict.Route route) {
        String text = failed(route.canary());
        Counts baseline = route.baseline();
        return baseline == null ? text : text + " (baseline: " + failed(baseline) + ")";
    }

    private static String failed(Counts counts) {
        return Numbers.grouped(counts.errors()) + " of " + Numbers.grouped(counts.requests()) + " requests failed"
                + (counts.errors() == 0 ? "" : ", " + Numbers.percent((double) counts.errors() / counts.requests()));
    }

    /** Returns the bound of Ville's inequality for the evidence. */
    private static String odds(Errors errors) {
        return "1 in " + Numbers.grouped((long) Math.min(1e9, Math.exp(errors.evidence())));
    }

    private static String compared(Verdict.Route route) {
        if (route.latency().isEmpty()) {
            return "";
        }
        if (Verdict.isUnjudged(route.latency())) {
            return "; the latency buckets are too wide to compare any quantile, so the latency is not judged";
        }
        return route.latency().stream().anyMatch(Latency::isCoarse)
                ? "; the latency buckets are too wide to compare every quantile"
                : "; no quantile of the latency is slower";
    }

    private static String slower(Latency latency) {
        return name(latency) + " of the latency is at least " + Numbers.millis(latency.canaryLow()) + ", and "
                + (latency.isLimit()
                        ? "the limit is " + Numbers.millis(latency.baselineHigh())
                        : "the baseline's is at most " + Numbers.millis(latency.baselineHigh()));
    }

    private static String undecided(List<Latency> latency) {
        for (Latency each : latency) {
            if (each.decision() == Decision.NEED_MORE && !each.isCoarse()) {
                return name(each) + " of the latency is between " + Numbers.millis(each.canaryLow()) + " and "
                        + Numbers.millis(each.canaryHigh())
                        + (each.isLimit() ? ", and the limit is " : ", and the baseline's between ")
                        + (each.isLimit() ? "" : Numbers.millis(each.baselineLow()) + " and ")
                        + Numbers.millis(each.baselineHigh());
            }
        }
        return "the latency is not decided";
    }

    static String name(Latency latency) {
        double percentile = latency.quantile() * PERCENT;
        return "P"
                + (percentile == Math.rint(percentile)
                        ? String.valueOf((long) percentile)
                        : String.format(Locale.ROOT, "%.4f", percentile).replaceFirst("0+$", ""));
    }

    static String promoted(List<Verdict.Route> routes) {
        long decisive = routes.stream().filter(Verdict.Route::isDecisive).count() - 1;
        return Verdict.ALL + ": " + routes.get(0).reason()
                + (decisive == 0
                        ? ""
                        : "; " + decisive + (decisive == 1 ? " route" : " routes") + " with a large share passed, too");
    }

    static String burst(Duration longest) {
        return "; not rolled back yet: one burst of slow requests of up to " + Numbers.seconds(longest)
                + " may explain this";
    }

    static String needed(More more, List<Verdict.Route> routes) {
        Long upper = more.upperBound();
        String open = "";
        for (Verdict.Route route : routes) {
            if (open.isEmpty() && route.isDecisive() && route.decision() == Decision.NEED_MORE) {
                open = "; " + route.name() + ": " + route.reason();
            }
        }
        return "about " + Numbers.grouped(more.expected()) + " more requests to the canary are needed"
                + (upper == null || upper <= more.expected() ? "" : ", at most " + Numbers.grouped(upper)) + open;
    }

    static String stopped(
            Decision decision, long requests, List<String> leaning, double falseRollBack, double falsePromote) {
        String lean = leaning.isEmpty()
                ? "the data lean to a good version"
                : "the errors of " + String.join(", ", leaning) + " lean to a bad version";
        double error = decision == Decision.PROMOTE ? falsePromote : falseRollBack;
        return "stopped after " + Numbers.grouped(requests) + " requests: " + lean
                + ". The verdict is wrong with a probability of up to " + Numbers.percent(error);
    }
}
