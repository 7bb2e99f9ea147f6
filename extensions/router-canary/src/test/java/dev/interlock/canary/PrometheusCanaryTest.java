package dev.interlock.canary;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.canary.FakePrometheus.Query;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Comparisons with missing or malformed data. {@link PrometheusTest} uses a real Prometheus server. */
@Timeout(60)
final class PrometheusCanaryTest {
    private FakePrometheus prometheus;
    private PrometheusCanary canary;

    @BeforeEach
    void start() throws IOException {
        prometheus = new FakePrometheus();
        canary = PrometheusCanary.of(prometheus.address(), FakePrometheus.BASELINE, FakePrometheus.CANARY);
    }

    @AfterEach
    void close() {
        prometheus.close();
    }

    private void assertNeedsMore(String problem) {
        Verdict verdict = canary.verdict();
        assertThat(verdict.reason()).contains(problem);
        assertThat(verdict.decision()).isEqualTo(Decision.NEED_MORE);
        assertThat(verdict.problems()).isNotEmpty();
    }

    private static String canaryRequests(long successes, long failures) {
        return FakePrometheus.vector(FakePrometheus.requests("GET", "/hello", successes, failures));
    }

    @Test
    void healthyDataArePromoted() {
        Verdict verdict = canary.verdict();
        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.decision()).isEqualTo(Decision.PROMOTE);
        assertThat(verdict.routes().get(1).canary()).isEqualTo(new Verdict.Counts(10_000, 0));
        assertThat(verdict.routes().get(1).latency().get(2).canaryHigh()).isEqualTo(0.005);
    }

    @Test
    void failuresAreRolledBack() {
        prometheus.respond(Query.REQUESTS_OF_CANARY, canaryRequests(9950, 50));
        assertThat(canary.verdict().decision()).isEqualTo(Decision.ROLL_BACK);
    }

    private static String slowRequests(long fast, long slow) {
        return FakePrometheus.vector(FakePrometheus.requests("GET", "/hello", fast, 0, slow));
    }

    /** Responds with 800 fast requests in each 60 seconds of a window of 600, and with these slow ones. */
    private void respondByMinutes(int... slow) {
        long fast = 0;
        long allSlow = 0;
        for (int i = 0; i < slow.length; i++) {
            fast += 800;
            allSlow += slow[i];
            double time = FakePrometheus.NOW - FakePrometheus.AGE + (i + 1) * 60.0;
            prometheus.respondUntil(time, slowRequests(fast, allSlow));
        }
        canary = canary.options(CanaryOptions.defaults().latencyBurst(Duration.ofMinutes(1)));
    }

    @Test
    void slowResponsesAreRolledBack() {
        respondByMinutes(30, 30, 30, 30, 30, 30, 30, 30, 30, 30);
        Verdict verdict = canary.verdict();
        assertThat(verdict.decision()).isEqualTo(Decision.ROLL_BACK);
        assertThat(verdict.reason()).contains("P99 of the latency is at least 10.0 ms");
    }

    @Test
    void oneBurstOfSlowResponsesIsNotRolledBack() {
        respondByMinutes(0, 0, 0, 0, 200, 160, 0, 0, 0, 0);
        Verdict verdict = canary.verdict();
        assertThat(verdict.decision()).isEqualTo(Decision.NEED_MORE);
        assertThat(verdict.reason()).contains("P99 of the latency is at least 10.0 ms");
        assertThat(verdict.reason())
                .endsWith("; not rolled back yet: one burst of slow requests of up to 60 s may explain this");
        assertThat(verdict.problems()).isEmpty();
        canary = canary.options(CanaryOptions.defaults().latencyBurst(Duration.ZERO));
        assertThat(canary.verdict().decision()).isEqualTo(Decision.ROLL_BACK);
    }

    @Test
    void severalBurstsAreRolledBack() {
        respondByMinutes(0, 200, 0, 0, 200, 0, 0, 0, 200, 0);
        assertThat(canary.verdict().decision()).isEqualTo(Decision.ROLL_BACK);
    }

    @Test
    void burstEndsAtTheMaximumOfRequests() {
        respondByMinutes(0, 0, 0, 0, 200, 160, 0, 0, 0, 0);
        canary = canary.options(
                CanaryOptions.defaults().latencyBurst(Duration.ofMinutes(1)).maxRequests(8000));
        Verdict verdict = canary.verdict();
        assertThat(verdict.isStopped()).isTrue();
        assertThat(verdict.reason()).startsWith("stopped after 8,360 requests");
    }

    @Test
    void errorsAreRolledBackAlsoInABurst() {
        respondByMinutes(0, 0, 0, 0, 200, 160, 0, 0, 0, 0);
        prometheus.respondUntil(
                FakePrometheus.NOW, FakePrometheus.vector(FakePrometheus.requests("GET", "/hello", 8000, 50, 360)));
        assertThat(canary.verdict().decision()).isEqualTo(Decision.ROLL_BACK);
    }

    @Test
    void warningsAboutPartsOfTheWindowNeedMore() {
        respondByMinutes(30, 30, 30, 30, 30, 30, 30, 30, 30, 30);
        prometheus.respondUntil(
                FakePrometheus.NOW - 300,
                slowRequests(4000, 150).replace("{\"status\"", "{\"warnings\":[\"store is down\"],\"status\""));
        assertNeedsMore("Prometheus warns: store is down");
    }

    /** A native histogram with too many buckets gets wider ones. */
    @Test
    void changedBucketsNeedMore() {
        respondByMinutes(30, 30, 30, 30, 30, 30, 30, 30, 30, 30);
        prometheus.respondUntil(
                FakePrometheus.NOW - 300, slowRequests(4000, 150).replace("\"0.01\"", "\"0.02\""));
        assertNeedsMore("The latencies of the canary cannot be divided by time: The bucket (0.01, Infinity]");
    }

    @Test
    void twoPeriodsAreTooFewForARollBack() {
        prometheus.respond(Query.REQUESTS_OF_CANARY, slowRequests(9600, 360));
        prometheus.respondUntil(FakePrometheus.NOW - 40, slowRequests(3200, 120));
        prometheus.respondUntil(FakePrometheus.NOW - 30, slowRequests(4800, 180));
        prometheus.respondUntil(FakePrometheus.NOW - 10, slowRequests(6400, 240));
        canary = canary.since(Instant.ofEpochSecond((long) FakePrometheus.NOW - 60));
        assertThat(canary.verdict().decision()).isEqualTo(Decision.NEED_MORE);
        canary = canary.since(Instant.ofEpochSecond((long) FakePrometheus.NOW - 70));
        assertThat(canary.verdict().decision()).isEqualTo(Decision.ROLL_BACK);
        assertThat(prometheus.queries().toString()).contains("{version=\"2\"}[60000ms]");
    }

    @Test
    void abortsByServerAreErrors() {
        prometheus.respond(Query.ABORTS, FakePrometheus.vector(FakePrometheus.value("", "60")));
        prometheus.respond(
                Query.REQUESTS_OF_BASELINE,
                FakePrometheus.vector(FakePrometheus.requests("GET", "/hello", 1_000_000, 0)));
        assertThat(canary.verdict().reason()).startsWith("all: 60 of 10,000 requests failed");
        canary = canary.options(CanaryOptions.defaults().errors(EnumSet.of(ErrorKind.SERVER_ERROR)));
        assertThat(canary.verdict().decision()).isEqualTo(Decision.PROMOTE);
    }

    @Test
    void windowBeginsWithTheOldestProcess() {
        canary.verdict();
        assertThat(prometheus.queries().toString()).contains("min(process_start_time_seconds{version=\"2\"})");
        assertThat(prometheus.queries().toString()).contains("{version=\"2\"}[600000ms]");
        prometheus.queries().clear();
        canary = canary.since(Instant.ofEpochSecond((long) FakePrometheus.NOW - 90));
        canary.verdict();
        assertThat(prometheus.queries().toString()).contains("{version=\"2\"}[90000ms]");
    }

    /** At 100 % of the load, the baseline has no requests in the window. */
    @Test
    void silentBaselineIsComparedByItsEarlierLatency() {
        canary = canary.since(Instant.ofEpochSecond((long) FakePrometheus.NOW - 90));
        prometheus.respond(Query.REQUESTS_OF_BASELINE, canaryRequests(0, 0));
        assertThat(canary.verdict().decision()).isEqualTo(Decision.NEED_MORE);
        prometheus.respond(Query.REQUESTS_OF_BASELINE_SINCE_START, canaryRequests(10_000, 0));
        Verdict verdict = canary.verdict();
        assertThat(verdict.decision()).isEqualTo(Decision.PROMOTE);
        assertThat(verdict.reason()).endsWith("its latency is the one since the start of the canary");
        Verdict.Route all = Objects.requireNonNull(verdict.all());
        assertThat(all.baseline()).isEqualTo(new Verdict.Counts(0, 0));
        assertThat(all.latency().get(0).baselineHigh()).isEqualTo(0.005);
        // Errors of an earlier time excuse nothing.
        prometheus.respond(Query.REQUESTS_OF_BASELINE_SINCE_START, canaryRequests(10_000, 500));
        prometheus.respond(Query.REQUESTS_OF_CANARY, canaryRequests(9950, 50));
        assertThat(canary.verdict().decision()).isEqualTo(Decision.ROLL_BACK);
        // Without a known start of the canary, there is no earlier time.
        prometheus.respond(Query.START, FakePrometheus.vector());
        prometheus.respond(Query.REQUESTS_OF_CANARY, canaryRequests(10_000, 0));
        assertThat(canary.verdict().decision()).isEqualTo(Decision.NEED_MORE);
    }

    @Test
    void unknownStartNeedsMore() {
        prometheus.respond(Query.START, FakePrometheus.vector());
        assertNeedsMore("The start of the canary is unknown");
    }

    @Test
    void futureStartNeedsMore() {
        canary = canary.since(Instant.ofEpochSecond((long) FakePrometheus.NOW + 90));
        assertNeedsMore("in the future for Prometheus");
    }

    @Test
    void unreachablePrometheusNeedsMore() {
        prometheus.close();
        assertNeedsMore("cannot be read");
        assertThrows(IOException.class, canary::query);
    }

    @Test
    void silentPrometheusNeedsMore() {
        prometheus.fallSilent();
        canary = canary.timeout(Duration.ofMillis(200));
        assertNeedsMore("did not respond within 200 ms");
    }

    @Test
    void endlessResponseNeedsMore() {
        prometheus.stall();
        canary = canary.timeout(Duration.ofMillis(200));
        assertNeedsMore("did not respond within 200 ms");
    }

    @Test
    void errorsOfPrometheusNeedMore() {
        prometheus.respond(Query.TIME, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}");
        prometheus.status(400);
        assertNeedsMore("Prometheus rejected the query: parse error");
        prometheus.respond(Query.TIME, "<html>Bad gateway</html>");
        prometheus.status(502);
        assertNeedsMore("responded with status 502");
        prometheus.status(200);
        assertNeedsMore("is not a Prometheus result");
        prometheus.respond(Query.TIME, "{\"status\":\"success\",\"data\":{\"result\":[1,\"2\"");
        assertNeedsMore("is not a Prometheus result");
    }

    @Test
    void redirectIsNotFollowed() {
        prometheus.status(302);
        assertNeedsMore("responded with status 302");
    }

    @Test
    void warningsNeedMore() {
        prometheus.respond(
                Query.REQUESTS_OF_CANARY,
                canaryRequests(10_000, 0).replace("{\"status\"", "{\"warnings\":[\"store is down\"],\"status\""));
        assertNeedsMore("Prometheus warns: store is down");
    }

    @Test
    void missingInstancesNeedMore() {
        prometheus.respond(Query.INSTANCES, FakePrometheus.vector());
        assertNeedsMore("Prometheus has no current requests of the baseline {version=\"1\"}");
    }

    @Test
    void missingSeriesNeedMore() {
        prometheus.respond(Query.REQUESTS_OF_CANARY, canaryRequests(10_000, 0).replace("\"5xx\"", "\"2xx\""));
        assertNeedsMore("The canary has no series for GET /hello with the status 5xx");
        prometheus.respond(Query.REQUESTS_OF_CANARY, canaryRequests(10_000, 0).replace("+Inf", "0.5"));
        assertNeedsMore("has no bucket +Inf");
    }

    @Test
    void missingAbortsNeedMore() {
        prometheus.respond(Query.ABORTS, FakePrometheus.vector());
        assertNeedsMore("has no series interlock_responses_aborted_total");
    }

    @Test
    void numbersThatAreNoneNeedMore() {
        for (String number : new String[] {"NaN", "-5", "+Inf", "1.5"}) {
            prometheus.respond(
                    Query.REQUESTS_OF_CANARY, canaryRequests(10_000, 0).replace("\"10000\"", "\"" + number + "\""));
            assertNeedsMore("which is not a number of requests");
        }
        prometheus.respond(Query.REQUESTS_OF_CANARY, canaryRequests(10_000, 0).replace("\"10000\"", "\"many\""));
        assertNeedsMore("the number many");
    }

    @Test
    void restartedCanaryIsNotPromoted() {
        prometheus.respond(Query.RESETS, FakePrometheus.vector(FakePrometheus.value("\"instance\":\"a:1\"", "1")));
        assertNeedsMore("The canary a:1 restarted in the window");
        // What is left of the data still counts against the canary.
        prometheus.respond(Query.REQUESTS_OF_CANARY, canaryRequests(9900, 100));
        assertThat(canary.verdict().decision()).isEqualTo(Decision.ROLL_BACK);
    }

    @Test
    void vanishedCanaryIsNotPromoted() {
        prometheus.respond(Query.VANISHED, FakePrometheus.vector(FakePrometheus.value("\"instance\":\"a:1\"", "1")));
        assertNeedsMore("The canary a:1 vanished in the window");
    }

    @Test
    void sharedInstancesAreRejected() {
        prometheus.respond(Query.SHARED, FakePrometheus.vector(FakePrometheus.value("\"instance\":\"a:1\"", "1")));
        assertNeedsMore("Baseline and canary share the instance a:1. Tip:");
        assertThrows(IOException.class, canary::query);
    }

    @Test
    void requestsWithUnknownMethodsDoNotCount() {
        prometheus.respond(
                Query.REQUESTS_OF_CANARY,
                FakePrometheus.vector(
                        FakePrometheus.requests("GET", "/hello", 10_000, 0),
                        FakePrometheus.requests("_OTHER", "", 0, 900),
                        FakePrometheus.requests("", "_OTHER", 300, 0)));
        Verdict verdict = canary.verdict();
        assertThat(verdict.decision()).isEqualTo(Decision.PROMOTE);
        assertThat(verdict.routes().get(0).canary()).isEqualTo(new Verdict.Counts(10_300, 0));
    }

    @Test
    void sendsToken() {
        canary = canary.token("secret");
        canary.verdict();
        assertThat(prometheus.tokens().get(0)).isEqualTo("Bearer secret");
        assertThat(canary.verdict().toJson()).doesNotContain("secret");
    }

    @Test
    void infoMetricSelectsTargets() {
        canary = canary.infoMetric("app_build_info");
        canary.verdict();
        assertThat(prometheus.queries().toString())
                .contains(
                        "http_server_request_duration_seconds_count and on (job, instance) app_build_info{version=\"2\"}");
    }

    @Test
    void rejectsInvalidArguments() {
        URI server = prometheus.address();
        assertRejects("selector of the baseline is ' '", () -> PrometheusCanary.of(server, " ", "a=\"1\""));
        assertRejects("selector of the canary is '{a=", () -> PrometheusCanary.of(server, "a=\"1\"", "{a=\"2\"}"));
        assertRejects("have the same selector", () -> PrometheusCanary.of(server, "a=\"1\"", " a=\"1\""));
        assertRejects("'ftp://a'", () -> PrometheusCanary.of(URI.create("ftp://a"), "a=\"1\"", "a=\"2\""));
        assertRejects("'a b' is not a metric name", () -> canary.infoMetric("a b"));
        assertRejects("time limit", () -> canary.timeout(Duration.ZERO));
    }

    private static void assertRejects(String message, org.junit.jupiter.api.function.Executable code) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, code);
        assertThat(thrown).hasMessageThat().contains(message);
        assertThat(thrown).hasMessageThat().contains("Tip: ");
    }
}
