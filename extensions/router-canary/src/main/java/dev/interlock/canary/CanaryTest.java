package dev.interlock.canary;

import dev.interlock.canary.Verdict.More;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Statistical test of a canary. Callers may evaluate the growing counts as often as they like: the error probabilities
 * hold for all evaluations together. Immutable, and safe for use by several threads.
 *
 * <pre>{@code
 * CanaryTest test = CanaryTest.of(CanaryOptions.defaults());
 * Verdict verdict = test.evaluate(baseline, canary);
 * }</pre>
 *
 * <p>A sequential probability ratio test checks the error rate of all routes together and of each route. Confidence
 * intervals that hold for every distribution compare latency quantiles. The tests share the probability of a false
 * roll-back: half of it goes to the errors of all routes together, a quarter to the errors of single routes in equal
 * parts (Bonferroni correction), an eighth to the latency of all routes together, and an eighth to the latency of
 * single routes.
 */
public final class CanaryTest {
    private final CanaryOptions options;

    private CanaryTest(CanaryOptions options) {
        this.options = options;
    }

    /**
     * Creates a test.
     *
     * @throws IllegalArgumentException if the maximum of requests is below the minimum
     */
    public static CanaryTest of(CanaryOptions options) {
        if (options.maxRequests() > 0 && options.maxRequests() < options.minRequests()) {
            throw new IllegalArgumentException(
                    "The maximum of requests is " + options.maxRequests() + ", and the minimum is "
                            + options.minRequests() + ". Tip: raise the maximum or lower the minimum");
        }
        return new CanaryTest(options);
    }

    /** Tests a canary against the error rates and latency limits of the options, without a baseline. */
    public Verdict evaluate(Traffic canary) {
        return verdict(null, canary);
    }

    /**
     * Compares a canary with its baseline.
     *
     * @param baseline requests of the old version during the same time
     * @param canary requests of the new version
     */
    public Verdict evaluate(Traffic baseline, Traffic canary) {
        return verdict(baseline, canary);
    }

    /**
     * Returns whether a roll-back for the latency still holds after any one short period is left out. Otherwise a
     * single burst of slow requests may be the reason for it. The caller has tested all requests. Both tests must
     * reject, so a false roll-back does not become more likely.
     *
     * @param states traffic of the canary at regular times: first none, last all. The test leaves out the latencies
     *     between each state and the next but one, in turn. So it leaves out each period up to the distance of two
     *     states
     * @throws IllegalArgumentException if counts have become smaller
     */
    boolean rollsBackWithoutBurst(Traffic baseline, List<Traffic> states) {
        Traffic all = states.get(states.size() - 1);
        int last = states.size() - 1;
        for (int from = 0; from < Math.max(1, last - 1); from++) {
            Traffic rest = all.withoutLatencies(states.get(from), states.get(Math.min(from + 2, last)));
            if (!verdict(baseline, rest).isByLatencyAlone()) {
                return false;
            }
        }
        return true;
    }

    private Verdict verdict(@Nullable Traffic baseline, Traffic canary) {
        TreeSet<String> names = new TreeSet<>(canary.routes().keySet());
        if (baseline != null) {
            names.addAll(baseline.routes().keySet());
        }
        Tests tests = tests(Math.max(1, names.size()), baseline != null);
        List<Verdict.Route> routes = new ArrayList<>();
        routes.add(tests.all().test(Verdict.ALL, true, canary.all(), baseline == null ? null : baseline.all(), true));
        for (String name : names) {
            routes.add(tests.each()
                    .test(
                            name,
                            isDecisive(name, baseline, canary),
                            canary.route(name),
                            baseline == null ? null : baseline.route(name),
                            false));
        }
        return conclude(tests, routes, baseline, canary);
    }

    /** Test of all routes together, and test of a single route. */
    private record Tests(RouteTest all, RouteTest each) {
        RouteTest of(Verdict.Route route) {
            return route.name().equals(Verdict.ALL) ? all : each;
        }
    }

    private Tests tests(int routes, boolean hasBaseline) {
        double alpha = options.falseRollBack();
        return new Tests(
                new RouteTest(options, alpha / 2, alpha / 8, hasBaseline, options.latencyLimits()),
                new RouteTest(options, alpha / 4 / routes, alpha / 8 / routes, hasBaseline, Map.of()));
    }

    private boolean isDecisive(String name, @Nullable Traffic baseline, Traffic canary) {
        return isDecisive(name, canary) || (baseline != null && isDecisive(name, baseline));
    }

    private boolean isDecisive(String name, Traffic traffic) {
        long all = traffic.all().requests();
        return all > 0 && traffic.route(name).requests() >= all * options.decisiveShare();
    }

    /**
     * Returns the verdict instead of a roll-back for the latency that one burst may explain.
     *
     * @param burst longest such burst
     */
    Verdict afterBurst(Verdict rollBack, Traffic baseline, Traffic canary, Duration burst) {
        List<Verdict.Route> routes = rollBack.routes();
        if (isAtMaximum(canary, routes)) {
            return new StoppedTest(options, tests(routes.size() - 1, true)::of).verdict(routes, baseline, canary);
        }
        return verdict(Decision.NEED_MORE, rollBack.reason() + Reasons.burst(burst), null, routes);
    }

    private boolean isAtMaximum(Traffic canary, List<Verdict.Route> routes) {
        // A route without any request has no data that could lean to a side.
        return options.maxRequests() > 0
                && canary.all().requests() >= options.maxRequests()
                && routes.stream()
                        .noneMatch(it -> it.isDecisive() && it.canary().requests() == 0);
    }

    private Verdict conclude(Tests tests, List<Verdict.Route> routes, @Nullable Traffic baseline, Traffic canary) {
        for (Verdict.Route route : routes) {
            if (route.decision() == Decision.ROLL_BACK) {
                return verdict(Decision.ROLL_BACK, named(route), null, routes);
            }
        }
        boolean isOpen = routes.stream().anyMatch(CanaryTest::isOpen);
        long requests = canary.all().requests();
        if (!isOpen && requests >= options.minRequests()) {
            return verdict(Decision.PROMOTE, Reasons.promoted(routes), null, routes);
        }
        if (isAtMaximum(canary, routes)) {
            return new StoppedTest(options, tests::of).verdict(routes, baseline, canary);
        }
        More more = more(tests, routes, baseline, canary);
        return verdict(Decision.NEED_MORE, Reasons.needed(more, routes), more, routes);
    }

    private static boolean isOpen(Verdict.Route route) {
        return route.isDecisive() && route.decision() == Decision.NEED_MORE;
    }

    private static String named(Verdict.Route route) {
        return route.name() + ": " + route.reason();
    }

    private Verdict verdict(Decision decision, String reason, @Nullable More more, List<Verdict.Route> routes) {
        return new Verdict(
                decision, reason, options.falseRollBack(), options.falsePromote(), false, more, List.of(), routes);
    }

    /** Returns the number of further requests that all undecided tests need. */
    private More more(Tests tests, List<Verdict.Route> routes, @Nullable Traffic baseline, Traffic canary) {
        long requests = canary.all().requests();
        long expected = Math.max(0, options.minRequests() - requests);
        Long upper = expected;
        for (Verdict.Route route : routes) {
            if (isOpen(route)) {
                More each =
                        tests.of(route).more(route, of(canary, route), baseline == null ? null : of(baseline, route));
                double perRequest = requests == 0 || route.canary().requests() == 0
                        ? 1
                        : (double) requests / route.canary().requests();
                expected = Math.max(expected, (long) Math.ceil(each.expected() * perRequest));
                Long bound = each.upperBound();
                upper = upper == null || bound == null ? null : Math.max(upper, (long) Math.ceil(bound * perRequest));
            }
        }
        if (options.maxRequests() > 0) {
            // After the maximum, a route may still wait for its first request.
            long left = Math.max(1, options.maxRequests() - requests);
            return new More(Math.min(expected, left), upper == null ? left : Math.min(upper, left));
        }
        return new More(expected, upper);
    }

    static Traffic.Route of(Traffic traffic, Verdict.Route route) {
        return route.name().equals(Verdict.ALL) ? traffic.all() : traffic.route(route.name());
    }
}
