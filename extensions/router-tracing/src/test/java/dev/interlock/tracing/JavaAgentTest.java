package dev.interlock.tracing;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.protobuf.ByteString;
import dev.interlock.http.Router;
import dev.interlock.server.HttpServer;
import dev.interlock.testing.HandlerRouter;
import dev.interlock.testing.TestClient;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs a service with the Java agent of OpenTelemetry. The agent's spans are children of the spans of the service's
 * servers. The profile {@code heavy} adds the agent to the class path.
 */
@Tag("heavy")
@Timeout(180)
final class JavaAgentTest {
    private static final String AGENT = "opentelemetry-javaagent-";
    private static final Pattern PORTS = Pattern.compile("(?m)^ports (\\d+) (\\d+)$");

    @TempDir
    private Path directory;

    private final BlockingQueue<Span> received = new LinkedBlockingQueue<>();
    /** Received spans that the test has not checked yet. */
    private final List<Span> spans = new ArrayList<>();

    private final HttpServer collector = HttpServer.builder(collect())
            .overridable(false)
            .handleSignals(false)
            .host("127.0.0.1")
            .port(0)
            .start();

    private Router collect() {
        return HandlerRouter.with()
                .post(
                        "/v1/traces",
                        (request, response) -> {
                            for (ResourceSpans resource : ExportTraceServiceRequest.parseFrom(
                                            request.body().toByteArray())
                                    .getResourceSpansList()) {
                                for (ScopeSpans scope : resource.getScopeSpansList()) {
                                    received.addAll(scope.getSpansList());
                                }
                            }
                        },
                        route -> route.consumes("application/x-protobuf"))
                .router();
    }

    private Process start() throws Exception {
        List<String> all = Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
        String agent = all.stream()
                .filter(path -> path.contains(AGENT))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The agent is missing. Tip: run this test with -Pheavy"));
        String others =
                all.stream().filter(path -> !path.contains(AGENT)).collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-javaagent:" + agent,
                "-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + collector.port(),
                "-Dotel.exporter.otlp.protocol=http/protobuf",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none",
                "-Dotel.bsp.schedule.delay=50",
                "-cp",
                others,
                AgentService.class.getName()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    /** Waits for a span. Spans may arrive in any order, because the exporter sorts each batch by library. */
    private Span await(SpanKind kind, String name) throws InterruptedException {
        while (true) {
            for (Span span : spans) {
                if (span.getKind() == kind && span.getName().equals(name)) {
                    spans.remove(span);
                    return span;
                }
            }
            Span next = received.poll(60, TimeUnit.SECONDS);
            assertWithMessage("%s of kind %s", name, kind).that(next).isNotNull();
            spans.add(next);
        }
    }

    @Test
    void spansOfTheServerAreParentsOfSpansOfTheAgent() throws Exception {
        Process service = start();
        try {
            Matcher ports = ports(service);
            check(Integer.parseInt(ports.group(1)), Integer.parseInt(ports.group(2)));
        } finally {
            service.destroy();
            if (!service.waitFor(20, TimeUnit.SECONDS)) {
                service.destroyForcibly().waitFor();
            }
            collector.close();
        }
    }

    private Path log() {
        return directory.resolve("log");
    }

    /** Waits until the service prints its ports. */
    private Matcher ports(Process service) throws Exception {
        while (true) {
            String log = Files.readString(log());
            Matcher ports = PORTS.matcher(log);
            if (ports.find()) {
                return ports;
            }
            assertWithMessage(log).that(service.isAlive()).isTrue();
            service.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    private void check(int traced, int unsampled) throws InterruptedException {
        try (TestClient client = TestClient.to("127.0.0.1", unsampled)) {
            assertThat(client.get("/rows").send().text()).isEqualTo("42");
            assertThat(client.get("/rows-on-loop").send().text()).isEqualTo("42");
            // The called server is traced, too, but the parent of its span is not sampled.
            assertThat(client.get("/forward").send().text()).isEqualTo("hello");
        }
        try (TestClient client = TestClient.to("127.0.0.1", traced)) {
            for (String path : new String[] {"/rows", "/rows-on-loop"}) {
                client.get(path).send();
                Span server = await(SpanKind.SPAN_KIND_SERVER, "GET " + path);
                Span query = await(SpanKind.SPAN_KIND_CLIENT, "SELECT shop");
                assertThat(query.getParentSpanId()).isEqualTo(server.getSpanId());
                assertThat(query.getTraceId()).isEqualTo(server.getTraceId());
            }
            client.get("/forward").send();
            Span hello = await(SpanKind.SPAN_KIND_SERVER, "GET /hello");
            Span call = await(SpanKind.SPAN_KIND_CLIENT, "GET");
            Span forward = await(SpanKind.SPAN_KIND_SERVER, "GET /forward");
            assertThat(hello.getParentSpanId()).isEqualTo(call.getSpanId());
            assertThat(call.getParentSpanId()).isEqualTo(forward.getSpanId());
            assertThat(forward.getParentSpanId()).isEqualTo(ByteString.EMPTY);
        }
        // The unsampled requests came first. Neither their servers nor their calls have made spans.
        assertThat(spans).isEmpty();
        assertThat(received).isEmpty();
    }
}
