package dev.interlock.metrics;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.server.Endpoint;
import dev.interlock.server.HttpServer;
import dev.interlock.testing.HandlerRouter;
import dev.interlock.testing.TestClient;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Metrics of exchanges over sockets. The server has one event loop. A scrape therefore contains all earlier events. */
@Timeout(60)
final class ServerMetricsTest {
    private static final String COUNT = "http_server_request_duration_seconds_count";

    private final MeasuredRouter measured = new MeasuredRouter();
    private final HttpServer server = HttpServer.builder(measured.router())
            .overridable(false)
            .handleSignals(false)
            .host("127.0.0.1")
            .port(0)
            .eventLoopThreads(1)
            .maxInFlight(3)
            .listener(measured.metrics)
            .start();
    private final TestClient client = TestClient.to("127.0.0.1", server.port());

    @AfterEach
    void close() {
        measured.release.countDown();
        client.close();
        server.close();
    }

    private Scrape scrape() {
        return new Scrape(client.get("/metrics").send().text());
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Scrapes until a series has a value. The server may record an event only after the client has seen its effect. */
    private Scrape await(String series, double value) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        Scrape scrape = scrape();
        while (scrape.value(series) != value && System.nanoTime() - deadline < 0) {
            scrape = scrape();
        }
        assertThat(scrape.value(series)).isEqualTo(value);
        return scrape;
    }

    @Test
    void allSeriesExistFromStart() {
        Scrape first = scrape();
        for (String path : new String[] {"/hello", "/metrics", "/later", "/wait", "/large", "/fail"}) {
            for (String outcome : new String[] {"2xx", "3xx", "4xx", "5xx", "aborted"}) {
                long found = first.series().stream()
                        .filter(name -> name.startsWith(COUNT)
                                && name.contains("http_route=\"" + path + "\"")
                                && name.contains('"' + outcome + '"'))
                        .count();
                assertThat(found).isEqualTo(1);
            }
        }
        assertThat(first.sum(COUNT, "")).isEqualTo(0);
    }

    @Test
    void countsEachKindOfHandlerOnce() throws Exception {
        client.get("/hello").send();
        client.head("/hello").send();
        client.post("/echo").text("a".repeat(2000)).send();
        client.get("/moved").send();
        client.get("/fail").send();
        CompletableFuture<Void> completed = CompletableFuture.runAsync(() -> {
            try {
                measured.stages.take().complete("late");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        client.get("/later").send();
        completed.join();
        measured.release.countDown();
        client.get("/wait").send();
        Scrape scrape = scrape();
        assertThat(scrape.sum(COUNT, "")).isEqualTo(7);
        assertThat(scrape.sum(COUNT, "\"/hello\"")).isEqualTo(2);
        assertThat(scrape.sum(COUNT, "\"2xx\"")).isEqualTo(5);
        assertThat(scrape.sum(COUNT, "code=\"5xx\",http_route=\"/fail\"")).isEqualTo(1);
        assertThat(scrape.sum(COUNT, "code=\"3xx\",http_route=\"/moved\"")).isEqualTo(1);
        assertThat(scrape.sum(COUNT, "code=\"2xx\",http_route=\"/later\"")).isEqualTo(1);
        assertThat(scrape.sum(COUNT, "code=\"2xx\",http_route=\"/wait\"")).isEqualTo(1);
        assertThat(scrape.sum("http_server_request_size_bytes_sum", "\"/echo\""))
                .isGreaterThan(2000);
        assertThat(scrape.sum("http_server_request_size_bytes_bucket", "\"/echo\",le=\"1024.0\""))
                .isEqualTo(0);
        assertThat(scrape.sum("http_server_response_size_bytes_sum", "\"/echo\""))
                .isGreaterThan(2000);
        assertThat(scrape.sum("http_server_request_duration_seconds_sum", "\"/later\""))
                .isGreaterThan(0);
        // The scrape itself is active.
        assertThat(scrape.value("http_server_active_requests")).isEqualTo(1);
    }

    @Test
    void countsRequestsWithoutRouteInTwoRows() throws IOException {
        client.request("BREW", "/hello").send().assertThat().hasStatus(501);
        client.get("/nothing").send().assertThat().hasStatus(404);
        client.post("/hello").send().assertThat().hasStatus(405);
        client.options("/hello").send().assertThat().hasStatus(204);
        client.post("/echo").bytes("image/png", new byte[1]).send().assertThat().hasStatus(415);
        try (Socket socket = connect()) {
            socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 400 ");
        }
        Scrape scrape = scrape();
        assertThat(scrape.sum(COUNT, "http_request_method=\"_OTHER\"")).isEqualTo(2);
        assertThat(scrape.sum(COUNT, "http_route=\"_OTHER\"")).isEqualTo(3);
        assertThat(scrape.sum(COUNT, "http_route=\"/echo\"")).isEqualTo(1);
        for (String reason : new String[] {
            "unknown_method", "unknown_path", "method_not_allowed", "unsupported_media_type", "malformed"
        }) {
            assertThat(scrape.value("interlock_requests_rejected_total{reason=\"" + reason + "\"}"))
                    .isEqualTo(1);
        }
        assertThat(scrape.sum("interlock_requests_rejected_total", "")).isEqualTo(5);
    }

    @Test
    void requestsCreateNoSeries() throws IOException {
        Set<String> before = new TreeSet<>(scrape().series());
        assertThat(before.size()).isGreaterThan(100);
        Random random = new Random(10_000);
        String[] methods = {"GET", "POST", "HEAD", "PUT", "OPTIONS", "BREW", "M-SEARCH", "get"};
        try (Socket socket = connect()) {
            Thread reader = new Thread(() -> drain(socket));
            reader.start();
            for (int i = 0; i < 10_000; i++) {
                String method = random.nextInt(4) == 0
                        ? "X" + Integer.toString(random.nextInt(100_000), 36)
                        : methods[random.nextInt(methods.length)];
                String path = switch (random.nextInt(5)) {
                    case 0 -> "/hello";
                    case 1 -> "/fail".substring(0, 1 + random.nextInt(5));
                    case 2 -> "/moved?" + random.nextInt();
                    case 3 -> "/status";
                    default -> "/" + Long.toString(random.nextLong() >>> 1, 36) + "%2" + random.nextInt(10);
                };
                socket.getOutputStream().write(MeasuredRouter.request(method + " " + path));
            }
            socket.shutdownOutput();
            reader.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Scrape after = scrape();
        assertThat(after.sum(COUNT, "")).isEqualTo(10_001);
        assertThat(new TreeSet<>(after.series())).isEqualTo(before);
    }

    private static void drain(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void countsAbortedResponses() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(MeasuredRouter.request("GET /later"));
            measured.stages.take();
            // The reset tells the server that the client no longer reads.
            socket.setSoLinger(true, 0);
        }
        Scrape scrape = await("interlock_responses_aborted_total{reason=\"client_left\"}", 1);
        assertThat(scrape.sum(COUNT, "error_type=\"aborted\"")).isEqualTo(1);
        assertThat(
                        scrape.value(
                                "http_server_request_duration_seconds_count{error_type=\"aborted\",http_request_method=\"GET\",http_route=\"/later\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("http_server_active_requests")).isEqualTo(1);
    }

    @Test
    void countsShedRequestsAndConnections() throws Exception {
        try (Socket first = connect();
                Socket second = connect();
                Socket third = connect()) {
            first.getOutputStream().write(MeasuredRouter.request("GET /later"));
            second.getOutputStream().write(MeasuredRouter.request("GET /later"));
            third.getOutputStream().write(MeasuredRouter.request("GET /wait"));
            measured.stages.take();
            measured.stages.take();
            await("interlock_blocking_handlers_running", 2);
            client.get("/later").send().assertThat().hasStatus(503);
            // The route of the metrics is essential, so the server does not shed this request.
            Scrape scrape = scrape();
            assertThat(scrape.value("interlock_requests_shed_total{reason=\"too_many_in_flight\"}"))
                    .isEqualTo(1);
            assertThat(scrape.sum("interlock_requests_rejected_total", "")).isEqualTo(0);
            assertThat(scrape.value("interlock_exchanges_in_flight")).isEqualTo(4);
            assertThat(scrape.value("interlock_exchanges_in_flight_limit")).isEqualTo(3);
            assertThat(scrape.value("interlock_connections")).isEqualTo(4);
            assertThat(scrape.value("interlock_connections_opened_total")).isEqualTo(4);
            assertThat(scrape.value("http_server_active_requests")).isEqualTo(4);
        }
    }

    @Test
    void reportsStateOfServer() {
        Scrape scrape = scrape();
        assertThat(scrape.sum("interlock_event_loop_busy_seconds_total", "event_loop=\"interlock"))
                .isGreaterThan(0);
        assertThat(scrape.sum("interlock_connection_memory_limit_bytes", "area=\"heap\""))
                .isGreaterThan(0);
        assertThat(scrape.sum("interlock_connection_memory_bytes", "area=\"heap\""))
                .isGreaterThan(0);
        assertThat(scrape.value("interlock_direct_memory_limit_bytes")).isGreaterThan(0);
        assertThat(scrape.value("interlock_connections_limit")).isEqualTo(50_000);
        assertThat(scrape.value("interlock_event_loop_stalls_total")).isEqualTo(0);
        assertThat(scrape.families()).contains("interlock_event_loop_lag_seconds");
        assertThat(scrape.sum("interlock_build_info", "version=\"")).isEqualTo(1);
        assertThat(scrape.sum("interlock_build_info", "unknown")).isEqualTo(0);
        assertThat(scrape.sum("interlock_build_info", "$")).isEqualTo(0);
    }

    @Test
    void servesMetricsOfApplication() {
        Counter orders = Counter.builder().name("orders").help("Orders").register(measured.registry);
        orders.inc(3);
        assertThat(scrape().value("orders_total")).isEqualTo(3);
    }

    /** A route of each router has the same number. */
    @Test
    void countsRoutesOfAllEndpoints() {
        MeasuredRouter other = new MeasuredRouter();
        HandlerRouter added = HandlerRouter.with()
                .get("/added", (request, response) -> response.body().append("added"))
                .router();
        Endpoint endpoint = Endpoint.tcp("127.0.0.1", 0).withRouter(added);
        try (HttpServer several = HttpServer.builder(other.router())
                        .overridable(false)
                        .host("127.0.0.1")
                        .port(0)
                        .endpoint(endpoint)
                        .listener(other.metrics)
                        .start();
                TestClient main = TestClient.to("127.0.0.1", several.port());
                TestClient internal = TestClient.to("127.0.0.1", several.port(endpoint))) {
            main.get("/hello").send();
            internal.get("/added").send();
            internal.get("/added").send();
            Scrape scrape = new Scrape(main.get("/metrics").send().text());
            assertThat(scrape.sum(COUNT, "http_route=\"/hello\"")).isEqualTo(1);
            assertThat(scrape.sum(COUNT, "http_route=\"/added\"")).isEqualTo(2);
            assertThat(scrape.sum(COUNT, "http_route=\"_OTHER\"")).isEqualTo(0);
        }
    }

    @Test
    void serveOneServerEach() {
        IllegalStateException second = assertThrows(
                IllegalStateException.class,
                () -> HttpServer.builder(measured.router())
                        .overridable(false)
                        .handleSignals(false)
                        .port(0)
                        .listener(measured.metrics)
                        .start());
        assertThat(second).hasMessageThat().contains("Tip:");
        assertThrows(
                IllegalArgumentException.class,
                () -> HttpServer.builder(measured.router())
                        .overridable(false)
                        .handleSignals(false)
                        .port(0)
                        .listener(ServerMetrics.in(measured.registry))
                        .start());
    }

    @Test
    void closeRemovesMetrics() {
        PrometheusRegistry registry = measured.registry;
        assertThat(registry.scrape().size()).isGreaterThan(10);
        measured.metrics.close();
        assertThat(registry.scrape().size()).isEqualTo(0);
    }
}
