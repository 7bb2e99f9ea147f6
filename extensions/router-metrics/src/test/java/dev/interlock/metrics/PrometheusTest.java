package dev.interlock.metrics;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.server.HttpServer;
import dev.interlock.testing.TestClient;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that Prometheus itself accepts the rules and scrapes a server. Needs the programs {@code promtool} and
 * {@code prometheus}.
 */
@Tag("prometheus")
@Timeout(120)
final class PrometheusTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int HELLOS = 20;

    @TempDir
    private Path directory;

    private final MeasuredRouter measured = new MeasuredRouter();
    private final HttpClient web = HttpClient.newHttpClient();
    private HttpServer server;
    private TestClient client;

    @BeforeEach
    void start() {
        JvmMetrics.builder().register(measured.registry);
        server = HttpServer.builder(measured.router())
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .listener(measured.metrics)
                .start();
        client = TestClient.to("127.0.0.1", server.port());
        for (int i = 0; i < HELLOS; i++) {
            client.get("/hello").send();
        }
        client.get("/fail").send();
        client.get("/nothing").send();
        client.request("BREW", "/hello").send();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    /** Runs a program in the directory, and returns its output. Fails if its exit code is not 0. */
    private String run(Path input, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        Process process = builder.redirectInput(input.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertWithMessage(output).that(process.waitFor()).isEqualTo(0);
        return output;
    }

    private void copyRules() throws IOException {
        Files.writeString(directory.resolve("alerts.yml"), ShippedFilesTest.read("alerts.yml"));
    }

    @Test
    void acceptsRules() throws Exception {
        copyRules();
        Path none = Files.createFile(directory.resolve("none"));
        assertThat(run(none, "promtool", "check", "rules", "alerts.yml")).contains("16 rules found");
        Files.copy(Path.of("src", "test", "resources", "alerts-test.yml"), directory.resolve("alerts-test.yml"));
        assertThat(run(none, "promtool", "test", "rules", "alerts-test.yml")).contains("SUCCESS");
    }

    @Test
    void findsNothingToImproveInMetrics() throws Exception {
        Path text = directory.resolve("metrics");
        Files.writeString(text, client.get("/metrics").send().text());
        assertThat(run(text, "promtool", "check", "metrics")).isEmpty();
    }

    @Test
    void scrapesClassicAndNativeHistograms() throws Exception {
        copyRules();
        int port = freePort();
        Files.writeString(directory.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                  scrape_timeout: 1s
                  evaluation_interval: 1s
                rule_files: [alerts.yml]
                scrape_configs:
                  - job_name: shop
                    scrape_classic_histograms: true
                    static_configs:
                      - targets: ['127.0.0.1:%d']
                """.formatted(server.port()));
        Path log = directory.resolve("prometheus.log");
        Process prometheus = new ProcessBuilder(
                        "prometheus",
                        "--config.file=prometheus.yml",
                        "--storage.tsdb.path=data",
                        "--enable-feature=native-histograms",
                        "--web.listen-address=127.0.0.1:" + port)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            checkScrapes(port);
        } catch (Throwable failure) {
            throw new AssertionError("Log of Prometheus:\n" + Files.readString(log), failure);
        } finally {
            prometheus.destroy();
            if (!prometheus.waitFor(20, TimeUnit.SECONDS)) {
                prometheus.destroyForcibly().waitFor();
            }
        }
    }

    private void checkScrapes(int port) throws Exception {
        awaitValue(port, "up{job=\"shop\"}", "1");
        String hello = "{http_request_method=\"GET\",http_route=\"/hello\",http_response_status_code=\"2xx\"}";
        awaitValue(port, "http_server_request_duration_seconds_count" + hello, String.valueOf(HELLOS));
        awaitValue(
                port,
                "http_server_request_duration_seconds_bucket" + hello.replace("}", ",le=\"+Inf\"}"),
                String.valueOf(HELLOS));
        awaitValue(port, "histogram_count(http_server_request_duration_seconds" + hello + ")", String.valueOf(HELLOS));
        awaitValue(port, "histogram_quantile(0.99, http_server_request_duration_seconds" + hello + ") < bool 1", "1");
        awaitValue(
                port,
                "http_server_request_duration_seconds_count{http_route=\"_OTHER\",http_response_status_code=\"4xx\"}",
                "1");
        awaitValue(
                port,
                "http_server_request_duration_seconds_count{http_request_method=\"_OTHER\",http_response_status_code=\"5xx\"}",
                "1");
        awaitValue(port, "interlock_requests_rejected_total{reason=\"unknown_path\"}", "1");
        awaitValue(port, "count(interlock_build_info{job=\"shop\"})", "1");
        awaitValue(port, "count(jvm_memory_used_bytes{area=\"heap\"})", "1");
        awaitValue(port, "sum(scrape_samples_scraped) > bool 500", "1");
        for (String expression : ShippedFilesTest.dashboardExpressions()) {
            String complete = expression
                    .replace("$job", "shop")
                    .replace("$instance", ".*")
                    .replace("$__rate_interval", "1m");
            assertThat(query(port, complete)).contains("\"status\":\"success\"");
        }
        String rules = get(port, "/api/v1/rules");
        assertThat(rules).contains("InterlockErrors");
        assertThat(rules).doesNotContain("\"health\":\"err\"");
    }

    /** Queries Prometheus until an expression has exactly one value, the expected one. */
    private void awaitValue(int port, String expression, String value) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        List<String> seen = new ArrayList<>();
        while (System.nanoTime() - deadline < 0) {
            String response = query(port, expression);
            if (response.contains("\"result\":[{\"metric\":{") && response.endsWith(",\"" + value + "\"]}]}}")) {
                return;
            }
            seen.add(response);
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError(expression + " is not " + value + ": " + seen.get(seen.size() - 1));
    }

    private String query(int port, String expression) throws Exception {
        return get(port, "/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8));
    }

    /** Returns the body of a response. Returns a text about the failure if Prometheus has not started yet. */
    private String get(int port, String target) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return web.send(request, BodyHandlers.ofString()).body().strip();
        } catch (IOException e) {
            return "no response: " + e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
