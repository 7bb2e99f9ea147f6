package dev.interlock.canary;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Verdicts on simulated traffic with fixed seeds. */
final class CanaryTestTest {
    private static final CanaryOptions ERRORS_ONLY = CanaryOptions.defaults().latency(1.2);
    private static final int ROUTES = 65;

    private static Traffic traffic(long requests, long errors) {
        return Traffic.of(Map.of("GET /", new Traffic.Route(requests, errors, LatencyHistogram.EMPTY)));
    }

    private static Verdict absolute(long requests, long errors) {
        return CanaryTest.of(ERRORS_ONLY).evaluate(traffic(requests, errors));
    }

    @Test
    void cleanCanaryIsPromotedAfterItsSample() {
        Verdict early = absolute(5700, 0);
        assertThat(early.decision()).isEqualTo(Decision.NEED_MORE);
        assertThat(early.reason()).contains("all: 0 of 5,700 requests failed: too few requests");
        Verdict.More more = Objects.requireNonNull(early.more());
        assertThat(more.expected()).isAtLeast(50);
        assertThat(Objects.requireNonNull(more.upperBound())).isAtLeast(more.expected());
        Verdict verdict = absolute(5800, 0);
        assertThat(verdict.decision()).isEqualTo(Decision.PROMOTE);
        assertThat(verdict.more()).isNull();
        assertThat(verdict.falsePromote()).isEqualTo(0.01);
        assertThat(verdict.routes().get(0).confidence()).isEqualTo(0.99);
        assertThat(early.routes().get(0).confidence()).isNull();
    }

    @Test
    void emptyTrafficNeedsMore() {
        Verdict verdict = CanaryTest.of(CanaryOptions.defaults()).evaluate(Traffic.NONE, Traffic.NONE);
        assertThat(verdict.decision()).isEqualTo(Decision.NEED_MORE);
        assertThat(Objects.requireNonNull(verdict.more()).expected()).isAtLeast(5000);
        assertThat(verdict.routes()).hasSize(1);
    }

    @Test
    void brokenCanaryIsRolledBackAfterFourRequests() {
        assertThat(absolute(3, 3).decision()).isEqualTo(Decision.NEED_MORE);
        Verdict verdict = absolute(4, 4);
        assertThat(verdict.decision()).isEqualTo(Decision.ROLL_BACK);
        assertThat(verdict.reason())
                .isEqualTo("all: 4 of 4 requests failed, 100.0 %, which a good version does with a"
                        + " probability below 1 in 624");
        assertThat(verdict.routes().get(0).confidence()).isWithin(0.0001).of(0.9984);
    }

    @Test
    void minimumOfRequestsDelaysPromotion() {
        CanaryOptions loose = ERRORS_ONLY.errorRates(0.1, 0.4).minRequests(200);
        assertThat(CanaryTest.of(loose).evaluate(traffic(199, 0)).decision()).isEqualTo(Decision.NEED_MORE);
        assertThat(CanaryTest.of(loose).evaluate(traffic(200, 0)).decision()).isEqualTo(Decision.PROMOTE);
    }

    /** A service can still change if its baseline already fails too often. */
    @Test
    void canaryAsBadAsItsBaselineIsPromoted() {
        Verdict verdict = CanaryTest.of(ERRORS_ONLY).evaluate(traffic(400_000, 2000), traffic(20_000, 100));
        assertThat(verdict.decision()).isEqualTo(Decision.PROMOTE);
        assertThat(absolute(20_000, 100).decision()).isEqualTo(Decision.ROLL_BACK);
        Verdict worse = CanaryTest.of(ERRORS_ONLY).evaluate(traffic(400_000, 2000), traffic(20_000, 300));
        assertThat(worse.decision()).isEqualTo(Decision.ROLL_BACK);
    }

    /** Without enough baseline requests, the comparison cannot save the canary. */
    @Test
    void smallBaselineDoesNotSaveCanary() {
        Verdict verdict = CanaryTest.of(ERRORS_ONLY).evaluate(traffic(100, 1), traffic(20_000, 200));
        assertThat(verdict.decision()).isEqualTo(Decision.ROLL_BACK);
        assertThat(verdict.routes().get(0).errors().baselineLogRatio()).isNull();
    }

    @Test
    void fewErrorsWithACleanBaselineRollBack() {
        assertThat(CanaryTest.of(ERRORS_ONLY)
                        .evaluate(traffic(9500, 0), traffic(500, 4))
                        .decision())
                .isEqualTo(Decision.ROLL_BACK);
    }

    private static SimulatedTraffic manyRoutes(long seed) {
        SimulatedTraffic traffic = new SimulatedTraffic(seed);
        for (int i = 0; i < ROUTES; i++) {
            traffic.route("GET /" + i);
        }
        return traffic;
    }

    /** With 1 % for each of 65 tests, every third good canary would be rolled back. */
    @Test
    void manyRoutesStayWithinFalseRollBacks() {
        CanaryTest test = CanaryTest.of(ERRORS_ONLY.falseVerdicts(0.1, 0.01));
        int runs = 400;
        int rolledBack = 0;
        for (int run = 0; run < runs; run++) {
            SimulatedTraffic canary = manyRoutes(run);
            Decision decision = Decision.NEED_MORE;
            for (int look = 0; look < 20 && decision != Decision.ROLL_BACK; look++) {
                for (int i = 0; i < ROUTES; i++) {
                    canary.requests("GET /" + i, 500, 0.0002);
                }
                decision = test.evaluate(canary.traffic()).decision();
            }
            rolledBack += decision == Decision.ROLL_BACK ? 1 : 0;
        }
        // 0.1 is the bound, and 70 of 400 exceed it with a probability below 1 in a million.
        assertThat(rolledBack).isLessThan(70);
        assertWithMessage("the routes share the bound, and the simulation can fail")
                .that(rolledBack)
                .isAtLeast(1);
    }

    @Test
    void oneBadRouteOfManyIsFound() {
        SimulatedTraffic canary = manyRoutes(1);
        SimulatedTraffic baseline = manyRoutes(2);
        for (int i = 0; i < ROUTES; i++) {
            canary.requests("GET /" + i, 2500, i == 7 ? 0.005 : 0.0001);
            baseline.requests("GET /" + i, 47_500, 0.0001);
        }
        Verdict verdict = CanaryTest.of(ERRORS_ONLY).evaluate(baseline.traffic(), canary.traffic());
        assertThat(verdict.decision()).isEqualTo(Decision.ROLL_BACK);
        assertThat(verdict.reason()).startsWith("GET /7: ");
    }

    @Test
    void routesWithFewRequestsDoNotDelay() {
        SimulatedTraffic canary = new SimulatedTraffic(1)
                .requests("GET /often", 20_000, 0)
                .requests("GET /half", 10_000, 0)
                .requests("GET /rare", 100, 0)
                .route("GET /never");
        Verdict verdict = CanaryTest.of(ERRORS_ONLY).evaluate(canary.traffic());
        assertThat(verdict.decision()).isEqualTo(Decision.PROMOTE);
        assertThat(verdict.reason()).endsWith("2 routes with a large share passed, too");
        Verdict.Route rare = verdict.routes().stream()
                .filter(route -> route.name().equals("GET /rare"))
                .findFirst()
                .orElseThrow();
        assertThat(rare.isDecisive()).isFalse();
        assertThat(rare.decision()).isEqualTo(Decision.NEED_MORE);
        assertThat(rare.reason())
                .isEqualTo("0 of 100 requests failed: too few requests for a decision, and not needed");
        Verdict strict = CanaryTest.of(ERRORS_ONLY.decisiveShare(0.001)).evaluate(canary.traffic());
        assertThat(strict.decision()).isEqualTo(Decision.NEED_MORE);
        // The route gets one of 301 requests, so the promotion would take very long.
        assertThat(Objects.requireNonNull(strict.more()).expected()).isAtLeast(2_000_000);
    }

    private static Verdict latency(CanaryOptions options, long requests, double slowdown, long seed) {
        Traffic baseline = new SimulatedTraffic(seed)
                .requests("GET /", requests * 10, 0)
                .latencies("GET /", requests * 10, 1)
                .traffic();
        Traffic canary = new SimulatedTraffic(seed + 1_000_000)
                .requests("GET /", requests, 0)
                .latencies("GET /", requests, slowdown)
                .traffic();
        return CanaryTest.of(options).evaluate(baseline, canary);
    }

    @Test
    void equalLatencyIsPromoted() {
        Verdict verdict = latency(CanaryOptions.defaults(), 12_000, 1, 1);
        assertThat(verdict.decision()).isEqualTo(Decision.PROMOTE);
        assertThat(verdict.reason()).contains("no quantile of the latency is slower");
    }

    /** Thirty per cent at the 99th percentile, with the median unchanged. */
    @Test
    void slowTailIsRolledBack() {
        Verdict verdict = latency(CanaryOptions.defaults().latency(1.1, 0.5, 0.99), 12_000, 1.3, 1);
        assertThat(verdict.decision()).isEqualTo(Decision.ROLL_BACK);
        assertThat(verdict.reason()).startsWith("all: P99 of the latency is at least ");
        assertThat(latency(CanaryOptions.defaults(), 12_000, 1.6, 1).decision()).isEqualTo(Decision.ROLL_BACK);
    }

    /** A factor of 1.3 is 0.5 ms for a fast route, which is less than the slack, and 5 ms for a slow one. */
    @Test
    void fastRouteMayBeSlowerBySlack() {
        CanaryOptions options = CanaryOptions.defaults();
        assertThat(latencyOf(options, 0.0017, 0.0022)).isEqualTo(Decision.PROMOTE);
        assertThat(latencyOf(options, 0.0170, 0.0220)).isEqualTo(Decision.ROLL_BACK);
        assertThat(latencyOf(options.latencySlack(Duration.ZERO), 0.0017, 0.0022))
                .isEqualTo(Decision.ROLL_BACK);
        assertThat(latencyOf(options.latencySlack(Duration.ofMillis(10)), 0.0170, 0.0220))
                .isEqualTo(Decision.PROMOTE);
    }

    private static Decision latencyOf(CanaryOptions options, double baseline, double canary) {
        return CanaryTest.of(options)
                .evaluate(constant(baseline), constant(canary))
                .decision();
    }

    private static Traffic constant(double seconds) {
        long requests = 12_000;
        LatencyHistogram histogram =
                LatencyHistogram.of(List.of(new LatencyHistogram.Bucket(seconds * 0.99, seconds, requests)));
        return Traffic.of(Map.of("GET /", new Traffic.Route(requests, 0, histogram)));
    }

    @Test
    void fewLatenciesNeedMore() {
        Verdict verdict = latency(CanaryOptions.defaults().errorRates(0.05, 0.2), 500, 1, 1);
        assertThat(verdict.decision()).isEqualTo(Decision.NEED_MORE);
        Verdict second = latency(CanaryOptions.defaults().errorRates(0.05, 0.2), 1000, 1, 1);
        assertThat(second.decision()).isEqualTo(Decision.NEED_MORE);
        assertThat(second.reason()).contains(" of the latency is between ");
        Verdict.More more = Objects.requireNonNull(second.more());
        assertThat(more.expected()).isAtLeast(1000);
        assertThat(more.upperBound()).isNull();
    }

    /** Repeated looks at growing data do not raise the error probability. */
    @Test
    void equalLatenciesAreRarelyRolledBack() {
        // A quarter of 0.2 belongs to the latency. The buckets and the factor are so fine that only chance remains.
        CanaryTest test = CanaryTest.of(CanaryOptions.defaults()
                .falseVerdicts(0.2, 0.01)
                .latency(1.0001, 0.5, 0.95)
                .latencySlack(Duration.ZERO));
        int runs = 200;
        int rolledBack = 0;
        for (int run = 0; run < runs; run++) {
            SimulatedTraffic baseline = new SimulatedTraffic(run, 1.00005);
            SimulatedTraffic canary = new SimulatedTraffic(run + 1000, 1.00005);
            Decision decision = Decision.NEED_MORE;
            for (int look = 0; look < 12 && decision != Decision.ROLL_BACK; look++) {
                baseline.requests("GET /", 100, 0).latencies("GET /", 100, 1);
                canary.requests("GET /", 100, 0).latencies("GET /", 100, 1);
                decision = test.evaluate(baseline.traffic(), canary.traffic()).decision();
            }
            rolledBack += decision == Decision.ROLL_BACK ? 1 : 0;
        }
        // 0.05 is the bound, and 29 of 200 exceed it with a probability below 1 in a million.
        assertThat(rolledBack).isLessThan(29);
        assertThat(latency(CanaryOptions.defaults().latency(1.0001, 0.5).latencySlack(Duration.ZERO), 1200, 1.5, 1)
                        .decision())
                .isEqualTo(Decision.NEED_MORE);
    }

    @Test
    void wideBucketsCannotShowEqualityAndDoNotDelay() {
        LatencyHistogram wide = LatencyHistogram.of(
                List.of(new LatencyHistogram.Bucket(0.005, 0.01, 9800), new LatencyHistogram.Bucket(0.01, 0.025, 200)));
        Traffic same = Traffic.of(Map.of("GET /", new Traffic.Route(10_000, 0, wide)));
        Verdict verdict = CanaryTest.of(CanaryOptions.defaults()).evaluate(same, same);
        assertThat(verdict.decision()).isEqualTo(Decision.PROMOTE);
        assertThat(verdict.reason())
                .contains("the latency buckets are too wide to compare any quantile, so the latency is not judged");
        assertThat(verdict.routes().get(0).latency().stream().allMatch(Verdict.Latency::isCoarse))
                .isTrue();
        // A version that is twice as slow would also pass, so 99 % would be a false promise.
        assertThat(verdict.routes().get(0).confidence()).isNull();
        assertThat(verdict.toJson()).contains("\"decision\":\"promote\",\"confidence\":null");
    }

    @Test
    void oneComparedQuantileHasItsConfidence() {
        LatencyHistogram mixed = LatencyHistogram.of(List.of(
                new LatencyHistogram.Bucket(0.005, 0.0055, 9000), new LatencyHistogram.Bucket(0.0055, 0.025, 1000)));
        Traffic same = Traffic.of(Map.of("GET /", new Traffic.Route(10_000, 0, mixed)));
        Verdict verdict = CanaryTest.of(CanaryOptions.defaults()).evaluate(same, same);
        assertThat(verdict.decision()).isEqualTo(Decision.PROMOTE);
        assertThat(verdict.routes().get(0).latency().get(0).isCoarse()).isFalse();
        assertThat(verdict.reason()).contains("the latency buckets are too wide to compare every quantile");
        assertThat(verdict.routes().get(0).confidence()).isEqualTo(0.99);
    }

    @Test
    void latencyLimitJudgesWithoutBaseline() {
        Traffic canary = new SimulatedTraffic(1)
                .requests("GET /", 12_000, 0)
                .latencies("GET /", 12_000, 1)
                .traffic();
        CanaryOptions options = CanaryOptions.defaults();
        assertThat(decision(options.latencyLimit(0.99, Duration.ofMillis(20)), canary))
                .isEqualTo(Decision.ROLL_BACK);
        assertThat(decision(options.latencyLimit(0.99, Duration.ofMillis(60)), canary))
                .isEqualTo(Decision.PROMOTE);
        assertThat(decision(options.latencyLimit(0.99, Duration.ofMillis(32)), canary))
                .isEqualTo(Decision.NEED_MORE);
    }

    private static Decision decision(CanaryOptions options, Traffic canary) {
        return CanaryTest.of(options).evaluate(canary).decision();
    }

    @Test
    void baselineWithoutRequestsDelaysPromotionOnly() {
        Traffic clean = new SimulatedTraffic(1)
                .requests("GET /", 12_000, 0)
                .latencies("GET /", 12_000, 1)
                .traffic();
        CanaryTest test = CanaryTest.of(CanaryOptions.defaults());
        assertThat(test.evaluate(Traffic.NONE, clean).decision()).isEqualTo(Decision.NEED_MORE);
        assertThat(test.evaluate(Traffic.NONE, traffic(1000, 30)).decision()).isEqualTo(Decision.ROLL_BACK);
    }

    @Test
    void stoppedTestStatesItsErrors() {
        CanaryTest test = CanaryTest.of(ERRORS_ONLY.maxRequests(3000));
        assertThat(test.evaluate(traffic(2999, 1)).decision()).isEqualTo(Decision.NEED_MORE);
        Verdict promoted = test.evaluate(traffic(3000, 1));
        assertThat(promoted.decision()).isEqualTo(Decision.PROMOTE);
        assertThat(promoted.isStopped()).isTrue();
        assertThat(promoted.falsePromote()).isWithin(0.03).of(0.21);
        assertThat(promoted.reason()).contains("The verdict is wrong with a probability of up to 2");
        Verdict rolledBack = test.evaluate(traffic(3000, 3));
        assertThat(rolledBack.decision()).isEqualTo(Decision.ROLL_BACK);
        assertThat(rolledBack.falseRollBack()).isGreaterThan(0.02);
        Verdict compared = test.evaluate(traffic(60_000, 60), traffic(3000, 3));
        assertThat(compared.decision()).isEqualTo(Decision.PROMOTE);
    }

    /** The canary has lost a route, or a balancer sends it elsewhere. The other routes say nothing about it. */
    @Test
    void stoppedTestNeedsARequestOfEachDecisiveRoute() {
        Traffic baseline = Traffic.of(Map.of(
                "GET /", new Traffic.Route(50_000, 0, LatencyHistogram.EMPTY),
                "POST /orders", new Traffic.Route(50_000, 0, LatencyHistogram.EMPTY)));
        CanaryTest test = CanaryTest.of(ERRORS_ONLY.maxRequests(10_000));
        Verdict verdict = test.evaluate(baseline, traffic(20_000, 0));
        assertThat(verdict.decision()).isEqualTo(Decision.NEED_MORE);
        assertThat(verdict.reason()).contains("POST /orders: no request yet");
        assertThat(Objects.requireNonNull(verdict.more()).expected()).isAtLeast(1);
        assertThat(test.evaluate(baseline, traffic(20_000, 200)).decision()).isEqualTo(Decision.ROLL_BACK);
    }

    @Test
    void maximumLimitsTheForecast() {
        Verdict verdict = CanaryTest.of(ERRORS_ONLY.maxRequests(3000)).evaluate(traffic(2000, 0));
        assertThat(verdict.more()).isEqualTo(new Verdict.More(1000, 1000L));
    }

    @Test
    void unattributedErrorsCountForAllRoutes() {
        Traffic canary = Traffic.withOtherErrors(Map.of("GET /", new Traffic.Route(100, 0, LatencyHistogram.EMPTY)), 5);
        Verdict verdict = CanaryTest.of(ERRORS_ONLY).evaluate(canary);
        assertThat(verdict.decision()).isEqualTo(Decision.ROLL_BACK);
        assertThat(verdict.reason()).startsWith("all: 5 of 100");
    }

    @Test
    void optionsRejectValuesOutOfRange() {
        CanaryOptions defaults = CanaryOptions.defaults();
        assertRejects("The good error rate is 0.0. Tip:", () -> defaults.errorRates(0, 0.1));
        assertRejects("The bad error rate is 0.1. Tip:", () -> defaults.errorRates(0.1, 0.1));
        assertRejects("The good error rate is NaN", () -> defaults.errorRates(Double.NaN, 0.1));
        assertRejects("The probability of a false verdict is 0.5", () -> defaults.falseVerdicts(0.01, 0.5));
        assertRejects("The error factor is 1.0", () -> defaults.errorFactor(1));
        assertRejects("The set of errors is []", () -> defaults.errors(Set.of()));
        assertRejects("The latency factor is 1.0", () -> defaults.latency(1, 0.5));
        assertRejects("The latency slack is PT-1S", () -> defaults.latencySlack(Duration.ofSeconds(-1)));
        assertRejects("The latency burst is PT-1S", () -> defaults.latencyBurst(Duration.ofSeconds(-1)));
        assertRejects("A quantile is 1.0", () -> defaults.latency(1.2, 1));
        assertRejects("The latency limit is PT0S", () -> defaults.latencyLimit(0.5, Duration.ZERO));
        assertRejects("The decisive share is 0.0", () -> defaults.decisiveShare(0));
        assertRejects("The minimum of requests is -1", () -> defaults.minRequests(-1));
        assertRejects("The maximum of requests is 10", () -> defaults.maxRequests(10));
        assertRejects(
                "The maximum of requests is 500, and the minimum is 1000",
                () -> CanaryTest.of(defaults.maxRequests(500)));
        assertRejects("2 errors of 1 requests", () -> new Traffic.Route(1, 2, LatencyHistogram.EMPTY));
    }

    private static void assertRejects(String message, org.junit.jupiter.api.function.Executable code) {
        assertThat(assertThrows(IllegalArgumentException.class, code))
                .hasMessageThat()
                .startsWith(message);
    }
}
