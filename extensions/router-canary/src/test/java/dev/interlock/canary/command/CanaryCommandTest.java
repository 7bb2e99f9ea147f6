package dev.interlock.canary.command;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.canary.CanaryOptions;
import dev.interlock.canary.CanaryTest;
import dev.interlock.canary.FakePrometheus;
import dev.interlock.canary.FakePrometheus.Query;
import dev.interlock.canary.LatencyHistogram;
import dev.interlock.canary.Traffic;
import dev.interlock.canary.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Arguments and polling of the command. {@code PrometheusTest} runs it with data. */
@Timeout(60)
final class CanaryCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return CanaryCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private void assertRejects(String message, String... more) {
        err.getBuffer().setLength(0);
        List<String> arguments = new ArrayList<>(
                List.of("--prometheus", "http://127.0.0.1:1", "--baseline", "v=\"1\"", "--canary", "v=\"2\""));
        arguments.addAll(List.of(more));
        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(err.toString()).doesNotContain("\tat ");
        assertThat(err.toString().lines().count()).isAtMost(2);
    }

    @Test
    void explainsWrongUsageInOneLineWithTip() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required options: '--prometheus=URL'");
        assertRejects("Unknown option: '--joy'", "--joy");
        assertRejects("'ten' is not a time. Tip: use a time such as 2026-", "--since", "ten");
        assertRejects("'ten' is not a time. Tip: use a time such as 500ms", "--interval", "ten");
        assertRejects("'x' is not a share", "--bad-error-rate", "x");
        assertRejects("The bad error rate is 1.0E-5. Tip:", "--bad-error-rate", "0.001%");
        assertRejects("'joy' is not an error kind", "--errors", "joy");
        assertRejects("A quantile is 2.0. Tip:", "--latency-quantiles", "2");
        assertRejects("'soon' is not a time. Tip:", "--latency-slack", "soon");
        assertRejects("The token file nowhere cannot be read", "--token-file", "nowhere");
        assertRejects("'a:b' is not an address", "--serve", "a:b");
        assertRejects("The maximum of requests is 500, and the minimum is 1000", "--max-requests", "500");
        assertRejects("'a b' is not a metric name", "--info-metric", "a b");
    }

    @Test
    void unreachablePrometheusIsNoDataSource() {
        assertRejects("Prometheus at http://127.0.0.1:1/api/v1/query cannot be read", "--since", "10m");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helpListsOptionsAndExitCodes() {
        assertThat(run("--help")).isEqualTo(0);
        assertThat(out.toString())
                .contains("Exit codes: 0 promote, 1 roll back, 2 wrong usage or no data source, 3 more");
        assertThat(out.toString()).contains("--good-error-rate=SHARE");
    }

    private static Verdict verdict(long requests, long errors) {
        return CanaryTest.of(CanaryOptions.defaults())
                .evaluate(Traffic.of(Map.of("GET /", new Traffic.Route(requests, errors, LatencyHistogram.EMPTY))));
    }

    /** Watch with a simulated clock that only pauses advance. */
    private static Verdict watch(Queue<Object> results, Duration deadline, List<String> progress) throws Exception {
        AtomicLong now = new AtomicLong();
        Watch watch = new Watch(
                () -> {
                    Object next = results.remove();
                    if (next instanceof IOException failure) {
                        throw failure;
                    }
                    return (Verdict) next;
                },
                Duration.ofSeconds(10),
                deadline,
                now::get,
                time -> now.addAndGet(time.toNanos()));
        return watch.await(progress::add);
    }

    @Test
    void watchPollsUntilVerdict() throws Exception {
        List<String> progress = new ArrayList<>();
        Queue<Object> results =
                new ArrayDeque<>(List.of(verdict(10, 0), new IOException("down"), verdict(20, 0), verdict(9000, 0)));
        assertThat(watch(results, Duration.ofMinutes(1), progress)).isEqualTo(verdict(9000, 0));
        assertThat(progress)
                .containsExactly(verdict(10, 0).reason(), "down", verdict(20, 0).reason())
                .inOrder();
    }

    /** Progress goes to standard error, so that standard output has the verdict alone. */
    @Test
    void watchPrintsProgress() throws Exception {
        try (FakePrometheus prometheus = new FakePrometheus()) {
            prometheus.respond(Query.REQUESTS_OF_CANARY, FakePrometheus.vector(requests(100)));
            // The second poll promotes, because the first one has replaced the response.
            PrintWriter progress = new PrintWriter(err, true) {
                @Override
                public void println(String line) {
                    super.println(line);
                    prometheus.respond(Query.REQUESTS_OF_CANARY, FakePrometheus.vector(requests(10_000)));
                }
            };
            String[] arguments = {
                "--prometheus",
                prometheus.address().toString(),
                "--baseline",
                FakePrometheus.BASELINE,
                "--canary",
                FakePrometheus.CANARY,
                "--watch",
                "--interval",
                "1ms"
            };
            assertThat(CanaryCommand.run(new PrintWriter(out, true), progress, arguments))
                    .isEqualTo(0);
        }
        assertThat(err.toString())
                .matches("about [0-9,]+ more requests to the canary are needed.*: 0 of 100 requests failed.*\\R");
        assertThat(out.toString()).startsWith("promote: ");
    }

    private static String requests(long successes) {
        return FakePrometheus.requests("GET", "/hello", successes, 0);
    }

    @Test
    void watchEndsAtDeadline() throws Exception {
        Queue<Object> results = new ArrayDeque<>(List.of(verdict(10, 0), verdict(20, 0), verdict(30, 0)));
        assertThat(watch(results, Duration.ofSeconds(15), new ArrayList<>())).isEqualTo(verdict(30, 0));
        assertThat(results).isEmpty();
    }

    @Test
    void watchFailsIfSourceIsDownAtDeadline() {
        Queue<Object> results = new ArrayDeque<>(List.of(verdict(10, 0), new IOException("down")));
        IOException thrown = org.junit.jupiter.api.Assertions.assertThrows(
                IOException.class, () -> watch(results, Duration.ofSeconds(5), new ArrayList<>()));
        assertThat(thrown).hasMessageThat().isEqualTo("down");
    }
}
