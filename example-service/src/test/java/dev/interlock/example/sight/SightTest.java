package dev.interlock.example.sight;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.log.AccessLog;
import dev.interlock.metrics.ServerMetrics;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.server.HttpServer;
import dev.interlock.testing.TestClient;
import dev.interlock.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Compares what filters, metrics, traces and the access log report about the same exchanges. */
@Timeout(60)
final class SightTest {
    private static final List<String> KINDS =
            List.of("asynchronous", "blocking", "streaming", "failing", "late", "left");

    private static final String EXPECTED = """
            request      | calls of a filter                      | span                                | metric  | log
            asynchronous | begin before returned after finish 200 | 200                                 | 2xx     | 200
            blocking     | begin before after returned finish 200 | 200                                 | 2xx     | 200
            streaming    | begin before after returned finish 200 | 200                                 | 2xx     | 200
            failing      | begin before returned finish 500       | 500 java.lang.IllegalStateException | 5xx     | 500
            late         | begin before returned finish 503       | 503 timeout                         | 5xx     | 503
            left         | begin before returned finish 500       | client_left                         | aborted | client_left
            """;

    private final SightController controller = new SightController();
    private final RecordingFilter filter = new RecordingFilter();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final CountDownLatch ended = new CountDownLatch(KINDS.size());

    @TempDir
    private Path directory;

    /**
     * Waits for the end of exchanges. Added as the last listener, so that all other listeners have handled the same
     * event before.
     */
    private final class Ends implements ExchangeListener {
        @Override
        public void responseSent(ObservedExchange exchange) {
            ended.countDown();
        }

        @Override
        public void responseAborted(ObservedExchange exchange, AbortReason reason) {
            ended.countDown();
        }
    }

    @Test
    void agree() throws Exception {
        Path log = directory.resolve("access.log");
        OpenTelemetry telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .build();
        try (HttpServer server = HttpServer.builder(SightController_AppRouter.of(controller, filter))
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .accessLog(AccessLog.json().withFile(log).withFields("path", "status", "aborted"))
                .listener(ServerMetrics.in(registry))
                .listener(Tracing.of(telemetry))
                .listener(new Ends())
                .start()) {
            sendAll(server.port());
            ended.await();
        }
        assertThat(table(Files.readString(log), scrape())).isEqualTo(EXPECTED);
        for (String kind : KINDS) {
            assertThat(filter.threads.get("/sight/" + kind)).isSameInstanceAs(controller.threads.get(kind));
        }
    }

    private void sendAll(int port) throws Exception {
        try (TestClient client = TestClient.to("127.0.0.1", port)) {
            for (String kind : KINDS.subList(0, KINDS.size() - 1)) {
                client.get("/sight/" + kind).send();
            }
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("GET /sight/left HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            controller.waiting.await();
            socket.setSoLinger(true, 0);
        }
    }

    private String scrape() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, registry.scrape());
        return text.toString(US_ASCII);
    }

    private String table(String log, String metrics) {
        StringBuilder table = new StringBuilder();
        row(table, "request", "calls of a filter", "span", "metric", "log");
        for (String kind : KINDS) {
            String path = "/sight/" + kind;
            row(table, kind, filter.calls(path), span(path), metric(path, metrics), line(path, log));
        }
        return table.toString();
    }

    private static void row(StringBuilder table, Object... cells) {
        table.append("%-12s | %-38s | %-35s | %-7s | %s%n".formatted(cells));
    }

    private String span(String path) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("GET " + path))
                .map(SightTest::text)
                .collect(Collectors.joining(", "));
    }

    private static String text(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .filter(each -> each.getKey().getKey().equals("http.response.status_code")
                        || each.getKey().getKey().equals("error.type"))
                .map(each -> String.valueOf(each.getValue()))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /**
     * Returns the status class that the metrics counted for a path. If the exchange has no status, returns its type of
     * error.
     */
    private static String metric(String path, String metrics) {
        Pattern labels = Pattern.compile("http_response_status_code=\"([^\"]+)\"|error_type=\"(aborted)\"");
        return metrics.lines()
                .filter(line -> line.startsWith("http_server_request_duration_seconds_count{")
                        && line.contains("http_route=\"" + path + "\"")
                        && !line.endsWith(" 0"))
                .map(line -> line.endsWith(" 1") ? found(labels, line) : line)
                .collect(Collectors.joining(", "));
    }

    private static String line(String path, String log) {
        Pattern outcome = Pattern.compile("\"status\":([0-9]+)|\"aborted\":\"([a-z_]+)\"");
        return log.lines()
                .filter(line -> line.contains("\"" + path + "\""))
                .map(line -> found(outcome, line))
                .collect(Collectors.joining(", "));
    }

    /** Returns the first group of each match, joined by spaces. */
    private static String found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .collect(Collectors.joining(" "));
    }
}
