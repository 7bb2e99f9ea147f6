package dev.interlock.canary;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.canary.command.CommandRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Verdicts by a real Prometheus server. It scrapes four versions: the old one, a good one, one that fails 0.5 % of a
 * route, and a slow one. Needs the program {@code prometheus}.
 */
@Tag("prometheus")
@Timeout(180)
final class PrometheusTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int BASELINE_REQUESTS = 8000;
    private static final int CANARY_REQUESTS = 4000;
    private static final int SLOW_REQUESTS = 200;
    private static final String OLD = "release=\"old\"";

    @TempDir
    private Path directory;

    private final MeasuredServer old = new MeasuredServer("1", MeasuredServer.NEVER, 0);
    private final MeasuredServer good = new MeasuredServer("2", MeasuredServer.NEVER, 0);
    private final MeasuredServer bad = new MeasuredServer("3", 200, 0);
    private final MeasuredServer slow = new MeasuredServer("4", MeasuredServer.NEVER, 20);
    private @Nullable Process process;
    private URI prometheus = URI.create("http://127.0.0.1:1");

    /** Tests only errors, because other programs on the machine disturb latencies. */
    private static final CanaryOptions ERRORS =
            CanaryOptions.defaults().latency(1.2).decisiveShare(0.9);

    private void start(String... features) throws Exception {
        int port = freePort();
        prometheus = URI.create("http://127.0.0.1:" + port);
        Files.writeString(directory.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 500ms
                scrape_configs:
                  - job_name: shop
                    scrape_classic_histograms: true
                    static_configs:
                      - {targets: ['127.0.0.1:%d'], labels: {release: old}}
                      - {targets: ['127.0.0.1:%d'], labels: {release: good}}
                      - {targets: ['127.0.0.1:%d'], labels: {release: bad}}
                      - {targets: ['127.0.0.1:%d'], labels: {release: slow}}
                """.formatted(
                        old.adminPort(), good.adminPort(), bad.adminPort(), slow.adminPort()));
        List<String> command = new ArrayList<>(List.of(
                "prometheus",
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=data",
                "--web.listen-address=127.0.0.1:" + port));
        command.addAll(List.of(features));
        process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
    }

    @AfterEach
    void close() throws Exception {
        Process started = process;
        if (started != null) {
            started.destroy();
            if (!started.waitFor(20, TimeUnit.SECONDS)) {
                started.destroyForcibly().waitFor();
            }
        }
        for (MeasuredServer each : new MeasuredServer[] {old, good, bad, slow}) {
            each.close();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private PrometheusCanary compare(String release) {
        return PrometheusCanary.of(prometheus, OLD, "release=\"" + release + "\"")
                .options(ERRORS);
    }

    /** Waits until Prometheus has all sent requests of both versions. */
    private Verdict await(PrometheusCanary canary, long ofBaseline, long ofCanary) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Verdict verdict = canary.verdict();
        while (!hasAll(verdict, ofBaseline, ofCanary)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Not all requests are known: " + verdict.toText() + "\n"
                        + Files.readString(directory.resolve("prometheus.log")));
            }
            TimeUnit.MILLISECONDS.sleep(100);
            verdict = canary.verdict();
        }
        return verdict;
    }

    private static boolean hasAll(Verdict verdict, long ofBaseline, long ofCanary) {
        Verdict.Route all = verdict.all();
        return all != null
                && all.canary().requests() == ofCanary
                && Objects.requireNonNull(all.baseline()).requests() == ofBaseline;
    }

    @Test
    void judgesVersions() throws Exception {
        start("--enable-feature=native-histograms");
        old.send(50);
        // Prometheus knows all servers before the window begins, and requests of the baseline that do not belong to it.
        await(compare("good"), 100, 0);
        await(compare("bad"), 100, 0);
        await(compare("slow"), 100, 0);
        Instant start = Instant.now();
        old.send(BASELINE_REQUESTS);
        good.send(CANARY_REQUESTS);
        bad.send(CANARY_REQUESTS);
        slow.send(SLOW_REQUESTS);
        checkGood(start);
        checkBad(start);
        checkSlow(start);
        checkCommand(start);
        checkSelectors(start);
        checkRestart(start);
    }

    @Test
    void readsClassicHistograms() throws Exception {
        start();
        old.send(50);
        await(compare("bad"), 100, 0);
        Instant start = Instant.now();
        old.send(2000);
        bad.send(2000);
        PrometheusCanary canary = compare("bad").since(start).options(CanaryOptions.defaults());
        Verdict.Route all = Objects.requireNonNull(await(canary, 4000, 4000).all());
        assertThat(all.canary().errors()).isEqualTo(10);
        assertThat(all.decision()).isEqualTo(Decision.ROLL_BACK);
        // The bucket up to 5 ms has nearly all responses.
        assertThat(all.latency().get(0).canaryHigh()).isEqualTo(0.005);
        // Without a sample from the start, the baseline counts from its first sample.
        Verdict whole = compare("bad").since(start.minusSeconds(3600)).verdict();
        Verdict.Route longer = Objects.requireNonNull(whole.all());
        assertThat(longer.canary().requests()).isEqualTo(4000);
        assertThat(Objects.requireNonNull(longer.baseline()).requests()).isAtLeast(4000);
    }

    private void checkGood(Instant start) throws Exception {
        Verdict verdict = await(compare("good").since(start), 2 * BASELINE_REQUESTS, 2 * CANARY_REQUESTS);
        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.decision()).isEqualTo(Decision.PROMOTE);
        assertThat(verdict.falsePromote()).isEqualTo(0.01);
    }

    private void checkBad(Instant start) throws Exception {
        Verdict verdict = await(compare("bad").since(start), 2 * BASELINE_REQUESTS, 2 * CANARY_REQUESTS);
        assertThat(verdict.decision()).isEqualTo(Decision.ROLL_BACK);
        Verdict.Route orders = verdict.routes().stream()
                .filter(route -> route.name().equals("GET /orders"))
                .findFirst()
                .orElseThrow();
        assertThat(orders.decision()).isEqualTo(Decision.ROLL_BACK);
        assertThat(orders.canary()).isEqualTo(new Verdict.Counts(CANARY_REQUESTS, CANARY_REQUESTS / 200));
    }

    /** Uses native histograms, because classic buckets are wider than the factor. */
    private void checkSlow(Instant start) throws Exception {
        CanaryOptions options = CanaryOptions.defaults().latency(2, 0.25);
        PrometheusCanary canary = compare("slow").since(start);
        Verdict burst = await(canary.options(options), 2 * BASELINE_REQUESTS, 2 * SLOW_REQUESTS);
        assertThat(burst.decision()).isEqualTo(Decision.NEED_MORE);
        assertThat(burst.reason()).endsWith("may explain this");
        Verdict verdict = canary.options(options.latencyBurst(Duration.ZERO)).verdict();
        assertThat(verdict.decision()).isEqualTo(Decision.ROLL_BACK);
        Verdict.Route hello = verdict.routes().stream()
                .filter(route -> route.name().equals("GET /hello"))
                .findFirst()
                .orElseThrow();
        assertThat(hello.decision()).isEqualTo(Decision.ROLL_BACK);
        assertThat(hello.latency().get(0).canaryLow()).isAtLeast(0.018);
    }

    private void checkCommand(Instant start) throws Exception {
        String[] common = {
            "--prometheus", prometheus.toString(), "--baseline", OLD, "--since", start.toString(), "--no-latency"
        };
        assertThat(CommandRun.of(common, "--canary", "release=\"good\"", "--decisive-share", "90%")
                        .exitCode())
                .isEqualTo(0);
        CommandRun rolledBack = CommandRun.of(
                common, "--canary", "release=\"bad\"", "--decisive-share", "90%", "--watch", "--output", "json");
        assertThat(rolledBack.exitCode()).isEqualTo(1);
        assertThat(rolledBack.output()).startsWith("{\"schema\":1,\"decision\":\"roll-back\"");
        CommandRun undecided = CommandRun.of(common, "--canary", "release=\"slow\"");
        assertThat(undecided.exitCode()).isEqualTo(3);
        assertThat(undecided.output()).startsWith("need more: about ");
        CommandRun malformed = CommandRun.of(common, "--canary", "release=~\"(\"");
        assertThat(malformed.exitCode()).isEqualTo(2);
        assertThat(malformed.errors()).contains("Prometheus rejected the query");
        CommandRun shared = CommandRun.of(common, "--canary", "job=\"shop\"");
        assertThat(shared.exitCode()).isEqualTo(2);
        assertThat(shared.errors()).contains("share the instance 127.0.0.1:" + old.adminPort());
        CommandRun missing = CommandRun.of(common, "--canary", "release=\"unknown\"");
        assertThat(missing.exitCode()).isEqualTo(3);
        assertThat(missing.output()).contains("Prometheus has no current requests of the canary");
    }

    /** Selects versions by a metric of the application. The window begins with the processes, before all requests. */
    private void checkSelectors(Instant start) throws Exception {
        PrometheusCanary byInfo = PrometheusCanary.of(prometheus, "app_version=\"1\"", "app_version=\"2\"")
                .infoMetric("app_build_info")
                .options(ERRORS);
        Verdict recent = await(byInfo.since(start), 2 * BASELINE_REQUESTS, 2 * CANARY_REQUESTS);
        assertThat(recent.decision()).isEqualTo(Decision.PROMOTE);
        Verdict whole = byInfo.verdict();
        assertThat(whole.problems()).isEmpty();
        assertThat(Objects.requireNonNull(whole.all()).canary().requests()).isEqualTo(2 * CANARY_REQUESTS);
    }

    private void checkRestart(Instant start) throws Exception {
        good.restart();
        good.send(100);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Verdict verdict = compare("good").since(start).verdict();
        while (verdict.decision() == Decision.PROMOTE && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(100);
            verdict = compare("good").since(start).verdict();
        }
        assertThat(verdict.decision()).isEqualTo(Decision.NEED_MORE);
        assertThat(verdict.reason()).contains("in the window, so ");
        // A restarted baseline counts from then on.
        old.restart();
        old.send(100);
        assertThat(await(compare("bad").since(start), 200, 2 * CANARY_REQUESTS).decision())
                .isEqualTo(Decision.ROLL_BACK);
    }
}
