package dev.interlock.canary;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.server.HttpServer;
import dev.interlock.testing.HandlerRouter;
import dev.interlock.testing.TestClient;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listener of a real server, and its page on the admin port. */
@Timeout(60)
final class CanaryListenerTest {
    private final HttpClient web = HttpClient.newHttpClient();
    private final BlockingQueue<CompletableFuture<String>> stages = new LinkedBlockingQueue<>();
    private @Nullable HttpServer server;
    private @Nullable TestClient client;

    private HandlerRouter router() {
        return HandlerRouter.with()
                .get("/hello", (request, response) -> response.body().append("hello"))
                .get("/fail", (request, response) -> response.status(500))
                .get("/refuse", (request, response) -> response.status(409))
                .route(
                        "GET",
                        "/later",
                        (request, response) -> {
                            CompletableFuture<String> stage = new CompletableFuture<>();
                            response.await(stage, Results::writeText);
                            stages.add(stage);
                        },
                        route -> route.execution(Execution.ASYNCHRONOUS))
                .router();
    }

    private void start(Canary canary) {
        server = HttpServer.builder(router())
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .exchangeTimeout(Duration.ofMillis(50))
                .listener(canary)
                .admin(0)
                .start();
        client = TestClient.to("127.0.0.1", server().port());
    }

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private HttpServer server() {
        return Objects.requireNonNull(server);
    }

    private TestClient client() {
        return Objects.requireNonNull(client);
    }

    private void send(String path, int times) {
        for (int i = 0; i < times; i++) {
            client().get(path).send();
        }
    }

    /** Waits until the loop has counted requests. The client may see a response before the listener does. */
    private static Traffic await(Canary canary, long requests) {
        Traffic traffic = canary.traffic();
        while (traffic.all().requests() < requests) {
            Thread.onSpinWait();
            traffic = canary.traffic();
        }
        return traffic;
    }

    private HttpResponse<String> page(String path, String accept) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server().adminPort() + path))
                .header("Accept", accept)
                .build();
        return web.send(request, BodyHandlers.ofString());
    }

    @Test
    void countsRequestsErrorsAndLatenciesByRoute() {
        Canary canary = Canary.of(CanaryOptions.defaults());
        start(canary);
        send("/hello", 7);
        send("/fail", 3);
        send("/refuse", 2);
        send("/nothing", 1);
        client().request("BREW", "/hello").send();
        Traffic traffic = await(canary, 13);
        assertThat(traffic.routes().keySet())
                .containsExactly("GET /hello", "GET /fail", "GET /refuse", "GET /later", RouteTable.NO_ROUTE);
        assertCounts(traffic.route("GET /hello"), 7, 0, 7);
        // Latencies exclude failed requests, because failures are often fast.
        assertCounts(traffic.route("GET /fail"), 3, 3, 0);
        assertCounts(traffic.route("GET /refuse"), 2, 0, 2);
        assertCounts(traffic.route(RouteTable.NO_ROUTE), 1, 0, 1);
        assertCounts(traffic.all(), 13, 3, 10);
    }

    private static void assertCounts(Traffic.Route route, long requests, long errors, long latencies) {
        assertThat(route.requests()).isEqualTo(requests);
        assertThat(route.errors()).isEqualTo(errors);
        assertThat(route.latency().count()).isEqualTo(latencies);
    }

    @Test
    void timeLimitIsAnError() throws Exception {
        Canary canary = Canary.of(CanaryOptions.defaults());
        start(canary);
        assertThat(client().get("/later").send().status()).isEqualTo(503);
        assertCounts(await(canary, 1).route("GET /later"), 1, 1, 0);
    }

    @Test
    void clientThatLeavesIsNoErrorUnlessSet() throws Exception {
        Canary canary = Canary.of(CanaryOptions.defaults());
        assertThat(errorsOfLeaving(canary)).isEqualTo(0);
    }

    @Test
    void clientThatLeavesIsAnErrorIfSet() throws Exception {
        Canary canary = Canary.of(CanaryOptions.defaults().errors(EnumSet.of(ErrorKind.CLIENT_ABORT)));
        assertThat(errorsOfLeaving(canary)).isEqualTo(1);
    }

    private long errorsOfLeaving(Canary canary) throws Exception {
        server = HttpServer.builder(router())
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .listener(canary)
                .start();
        client = TestClient.to("127.0.0.1", server().port());
        CompletableFuture<String> stage;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server().port())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write("GET /later HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            stage = stages.poll(20, TimeUnit.SECONDS);
        }
        // The server cancels the stage of a disconnected client just before the last event.
        assertThrows(Exception.class, () -> stage.get(20, TimeUnit.SECONDS));
        // The loop handles this request after the event.
        send("/hello", 1);
        assertThat(canary.traffic().route("GET /later").requests()).isEqualTo(1);
        return canary.traffic().route("GET /later").errors();
    }

    @Test
    void clientErrorsCountIfSet() {
        Canary canary = Canary.of(CanaryOptions.defaults().errors(EnumSet.of(ErrorKind.CLIENT_ERROR)));
        start(canary);
        send("/refuse", 2);
        send("/fail", 1);
        assertThat(await(canary, 3).all().errors()).isEqualTo(2);
    }

    @Test
    void pageShowsVerdictAsJsonAndText() throws Exception {
        Canary canary = Canary.of(CanaryOptions.defaults());
        start(canary);
        send("/hello", 5);
        await(canary, 5);
        HttpResponse<String> json = page("/canary", "*/*");
        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.headers().firstValue("content-type").orElseThrow()).isEqualTo("application/json");
        assertThat(json.body()).startsWith("{\"schema\":1,\"decision\":\"need-more\",\"reason\":\"about ");
        assertThat(json.body()).contains("\"route\":\"GET /hello\",\"decisive\":true");
        requireJson(json.body());
        HttpResponse<String> text = page("/canary", "text/plain");
        assertThat(text.headers().firstValue("content-type").orElseThrow()).isEqualTo("text/plain;charset=utf-8");
        assertThat(text.body()).startsWith("need more: about ");
        assertThat(text.body()).contains("undecided GET /hello: 0 of 5 requests failed");
        send("/fail", 4);
        await(canary, 9);
        assertThat(page("/canary", "text/plain").body()).startsWith("roll back: all: 4 of 9 requests failed");
        // Requests of the admin port are not counted.
        assertThat(page("/canary", "text/plain").body()).contains("4 of 9 requests");
    }

    private static void requireJson(String text) throws Exception {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                parser.getText();
            }
        }
    }

    @Test
    void statusTellsWhetherVerdictIsAsExpected() throws Exception {
        Canary canary = Canary.of(CanaryOptions.defaults());
        start(canary);
        assertThat(page("/canary?expect=promote", "*/*").statusCode()).isEqualTo(409);
        assertThat(page("/canary?expect=roll-back", "*/*").statusCode()).isEqualTo(409);
        assertThat(page("/canary?expect=not-roll-back", "*/*").statusCode()).isEqualTo(200);
        send("/fail", 5);
        await(canary, 5);
        assertThat(page("/canary?expect=roll-back", "*/*").statusCode()).isEqualTo(200);
        assertThat(page("/canary?expect=not-roll-back", "*/*").statusCode()).isEqualTo(409);
        HttpResponse<String> unknown = page("/canary?expect=joy", "*/*");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("Tip: use ?expect=promote");
    }

    @Test
    void pageOfUnreachablePrometheusNeedsMore() throws Exception {
        Canary canary = Canary.prometheus(URI.create("http://127.0.0.1:1"), "version=\"1\"", "version=\"2\"");
        start(canary);
        send("/fail", 5);
        await(canary, 5);
        assertThat(page("/canary", "*/*").body()).contains("\"decision\":\"need-more\"");
        assertThat(page("/canary", "*/*").body()).contains("cannot be read");
        assertThat(page("/canary/instance", "*/*").body()).contains("\"decision\":\"roll-back\"");
    }

    /** The versions are healthy by the data of Prometheus, while this server is not. */
    @Test
    void pageShowsVerdictOfPrometheusBesideTheOneOfTheServer() throws Exception {
        try (FakePrometheus prometheus = new FakePrometheus()) {
            PrometheusCanary versions =
                    PrometheusCanary.of(prometheus.address(), FakePrometheus.BASELINE, FakePrometheus.CANARY);
            Canary canary = Canary.of(CanaryOptions.defaults()).with(versions);
            start(canary);
            send("/fail", 5);
            await(canary, 5);
            HttpResponse<String> promoted = page("/canary?expect=promote", "*/*");
            assertThat(promoted.statusCode()).isEqualTo(200);
            assertThat(promoted.body()).startsWith("{\"schema\":1,\"decision\":\"promote\",");
            assertThat(promoted.body()).contains("\"baseline\":{\"requests\":10000,\"errors\":0}");
            requireJson(promoted.body());
            HttpResponse<String> instance = page("/canary/instance", "text/plain");
            assertThat(instance.body()).startsWith("roll back: ");
            assertThat(instance.body()).contains("5 of 5 requests failed");
        }
    }

    @Test
    void belongsToOneServer() {
        Canary canary = Canary.of(CanaryOptions.defaults());
        start(canary);
        Exception thrown = assertThrows(
                Exception.class,
                () -> HttpServer.builder(router())
                        .overridable(false)
                        .host("127.0.0.1")
                        .port(0)
                        .listener(canary)
                        .start());
        assertThat(thrown).hasMessageThat().contains("Tip: create a Canary for each server");
    }

    @Test
    void hasNoTrafficBeforeItsServerStarts() {
        assertThat(Canary.of(CanaryOptions.defaults()).verdict().decision()).isEqualTo(Decision.NEED_MORE);
    }
}
