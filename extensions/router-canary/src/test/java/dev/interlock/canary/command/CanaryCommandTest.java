package dev.interlock.canary.command;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.canary.CanaryOptions;
import dev.interlock.canary.CanaryTest;
import dev.interlock.canary.LatencyHistogram;
import dev.interlock.canary.Traffic;
import dev.interlock.canary.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Options, polling and server of the command. {@code PrometheusTest} runs it with data. */
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
        assertThat(progress).hasSize(3);
        assertThat(progress.get(1)).isEqualTo("down");
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

    @Test
    void serverResponsesToWebHooks() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (VerdictServer server = new VerdictServer(any, () -> verdict(9000, 0))) {
            assertThat(status(server, "GET", "/canary")).isEqualTo(200);
            assertThat(status(server, "POST", "/canary?expect=promote")).isEqualTo(200);
            assertThat(status(server, "POST", "/canary?expect=roll-back")).isEqualTo(409);
            assertThat(status(server, "GET", "/canary?expect=joy")).isEqualTo(400);
            assertThat(status(server, "GET", "/other")).isEqualTo(404);
            assertThat(status(server, "DELETE", "/canary")).isEqualTo(405);
            assertThat(status(server, "HEAD", "/canary")).isEqualTo(200);
        }
    }

    private static int status(VerdictServer server, String method, String target) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + target);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(
                        method,
                        method.equals("POST")
                                ? BodyPublishers.ofString("{\"name\":\"shop\"}")
                                : BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }
}
