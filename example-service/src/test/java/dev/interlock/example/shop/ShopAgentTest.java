package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.Connection;
import dev.interlock.example.shop.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shop with the OpenTelemetry Java agent. The profile {@code heavy} adds the agent to the class path. */
@Tag("heavy")
@Timeout(120)
final class ShopAgentTest {
    private static final String AGENT = "opentelemetry-javaagent-";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(50);
    private static final Pattern STARTED = Pattern.compile("Interlock shop: \\d+ routes on http://localhost:(\\d+)");

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    /** Server span in the log of the agent. */
    private static final Pattern SPAN = Pattern.compile("\"traceId\":\"" + TRACE + "\",\"spanId\":\"[0-9a-f]{16}\","
            + "\"parentSpanId\":\"" + PARENT + "\"[^{}]*\"name\":\"([^\"]*)\",\"kind\":2,");

    @TempDir
    private Path directory;

    @Test
    void spanOfRequestHasParentFromClient() throws Exception {
        Process shop = start();
        try {
            int port = Integer.parseInt(await(shop, STARTED).group(1));
            try (Connection connection = new Connection(port)) {
                Call price = Call.of("GET", "/v1/catalog/products/1/price")
                        .header("traceparent", "00-" + TRACE + "-" + PARENT + "-01");
                assertThat(connection.send(price).status()).isEqualTo(200);
            }
            assertThat(await(shop, SPAN).group(1)).isEqualTo("GET /v1/catalog/products/{id}/price");
        } finally {
            stop(shop);
        }
    }

    /** The agent instruments the driver and the pool. Their spans are children of the server span of the shop. */
    @Test
    void spansOfDatabaseAreChildrenOfRequest() throws Exception {
        try (TestDatabase database = TestDatabase.empty()) {
            Process shop = start("--database-url", database.url(), "--sample-data", "true");
            try {
                int port = Integer.parseInt(await(shop, STARTED).group(1));
                try (Connection connection = new Connection(port)) {
                    String token = connection
                            .send(Call.login("ada@example.com", "correct horse"))
                            .message(ShopProto.SessionToken.parser())
                            .getAccessToken();
                    Call me = Call.of("GET", "/v1/users/me")
                            .as(token)
                            .header("traceparent", "00-" + TRACE + "-" + PARENT + "-01");
                    assertThat(connection.send(me).status()).isEqualTo(200);
                }
                String server = await(shop, server("GET /v1/users/me")).group(1);
                await(shop, child(server, "users"));
                await(shop, child(server, "addresses"));
            } finally {
                stop(shop);
            }
        }
    }

    /** Returns a pattern for a server span of a route. Its group is the id of the span. */
    private static Pattern server(String name) {
        return Pattern.compile("\"traceId\":\"" + TRACE + "\",\"spanId\":\"([0-9a-f]{16})\",\"parentSpanId\":\""
                + PARENT + "\"[^{}]*\"name\":\"" + Pattern.quote(name) + "\",\"kind\":2,");
    }

    /** Returns a pattern for a client span: a statement that reads a table, within a server span. */
    private static Pattern child(String parent, String table) {
        return Pattern.compile("\"traceId\":\"" + TRACE + "\",\"spanId\":\"[0-9a-f]{16}\",\"parentSpanId\":\"" + parent
                + "\"[^{}]*\"name\":\"[^\"]*SELECT [^\"]*" + table + "[^\"]*\",\"kind\":3,");
    }

    private static void stop(Process shop) throws InterruptedException {
        shop.destroy();
        if (!shop.waitFor(20, TimeUnit.SECONDS)) {
            shop.destroyForcibly().waitFor();
        }
    }

    private Process start(String... more) throws IOException {
        List<String> all = Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1));
        String agent = all.stream()
                .filter(path -> path.contains(AGENT))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The agent is missing. Tip: run this test with -Pheavy"));
        String others =
                all.stream().filter(path -> !path.contains(AGENT)).collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-javaagent:" + agent,
                "-Dotel.traces.exporter=logging-otlp",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none",
                "-Dotel.bsp.schedule.delay=50",
                "-cp",
                others,
                Shop.class.getName(),
                "--port",
                "0",
                "--admin-port",
                "0"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private Path log() {
        return directory.resolve("log");
    }

    /** Waits until the shop prints a text. */
    private Matcher await(Process shop, Pattern text) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            String log = Files.readString(log());
            Matcher found = text.matcher(log);
            if (found.find()) {
                return found;
            }
            boolean mayWait = shop.isAlive() && System.nanoTime() - deadline < 0;
            assertWithMessage("no text like %s in:\n%s", text, log)
                    .that(mayWait)
                    .isTrue();
            shop.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }
}
