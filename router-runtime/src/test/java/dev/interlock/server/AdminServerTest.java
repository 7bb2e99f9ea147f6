package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.Execution;
import dev.interlock.http.Readiness;
import dev.interlock.internal.transport.AcceptGateTest;
import dev.interlock.observe.AdminPage;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.testing.HandlerRouter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The admin port of a running server. */
@Timeout(60)
final class AdminServerTest {
    private static ServerBuilder builder(TestRouter router) {
        return HttpServer.builder(router)
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .stallThreshold(Duration.ZERO)
                .admin(0);
    }

    private static ServerBuilder builder() {
        return builder(new TestRouter());
    }

    @Test
    void isOffByDefault() {
        try (HttpServer server = HttpServer.builder(new TestRouter())
                .overridable(false)
                .host("127.0.0.1")
                .port(0)
                .start()) {
            assertThat(server.adminPort()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void servesHealthOnEachTransport(TransportType transport) throws Exception {
        AcceptGateTest.assumeAvailable(transport);
        try (HttpServer server = builder().transport(transport).start()) {
            AdminClient client = new AdminClient(server);
            HttpResponse<String> live = client.get("/health/live");
            assertThat(live.body())
                    .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"event-loops\",\"status\":\"UP\"}]}");
            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(live.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(live.headers().firstValue("cache-control")).hasValue("no-store");
            assertThat(live.headers().firstValue("x-content-type-options")).hasValue("nosniff");
            assertThat(client.get("/health/ready").body())
                    .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"server\",\"status\":\"UP\"}]}");
            assertThat(client.get("/health").body())
                    .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"event-loops\",\"status\":\"UP\"},"
                            + "{\"name\":\"server\",\"status\":\"UP\"}]}");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,/nothing,404", "GET,/health/,404", "POST,/health/live,405", "DELETE,/config,405", "BREW,/,501"})
    void rejectsOtherRequestsWithProblem(String method, String path, int status) throws Exception {
        try (HttpServer server = builder().start()) {
            HttpResponse<String> response = new AdminClient(server).send(method, path);
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,200",
        "LOCALHOST:9090,200",
        "127.0.0.1:9090,200",
        "[::1]:9090,200",
        "attacker.example,421",
        "127.0.0.1.attacker.example:9090,421",
        "localhost.attacker.example,421"
    })
    void servesNoForeignNamesOnLoopback(String host, int status) throws Exception {
        try (HttpServer server = builder().start();
                RawClient client = new RawClient(server.adminPort())) {
            client.send("GET /config HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            assertThat(client.response().status()).isEqualTo(status);
        }
    }

    @Test
    void answersWhileEveryEventLoopIsHeld() throws Exception {
        TestRouter router = new TestRouter();
        ServerBuilder builder = builder(router)
                .headTimeout(Duration.ofMillis(40)) // The loops then tick each 10 ms.
                .admin(Admin.port(0).withStallLimit(Duration.ofMillis(200)));
        try (HttpServer server = builder.start();
                RawClient holding = new RawClient(server.port())) {
            AdminClient client = new AdminClient(server);
            holding.get("/wait");
            router.waiting.await();
            HttpResponse<String> live = client.get("/health/live");
            while (live.statusCode() == 200) {
                live = client.get("/health/live");
            }
            assertThat(live.statusCode()).isEqualTo(503);
            assertThat(live.body())
                    .containsMatch(
                            "\\{\"status\":\"DOWN\",\"checks\":\\[\\{\"name\":\"event-loops\",\"status\":\"DOWN\","
                                    + "\"message\":\"interlock-\\d+-1 has stalled for \\d+ ms\"}]}");
            assertThat(client.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(client.get("/health").statusCode()).isEqualTo(503);
            assertThat(client.get("/threads").body()).contains("TestRouter.handle");

            router.goOn.countDown();
            assertThat(holding.response().body()).isEqualTo("waited");
            while (live.statusCode() != 200) {
                live = client.get("/health/live");
            }
        } finally {
            router.goOn.countDown();
        }
    }

    @Test
    void isNotReadyWhileRequestsInFlightFinish() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        HandlerRouter router = HandlerRouter.with()
                .route(
                        "GET",
                        "/work",
                        (request, response) -> {
                            began.countDown();
                            goOn.await();
                            response.body().append("done");
                        },
                        route -> route.execution(Execution.BLOCKING))
                .router();
        HttpServer server = HttpServer.builder(router)
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .shutdownDeadline(Duration.ofMinutes(1))
                .admin(0)
                .start();
        try (RawClient working = new RawClient(server.port())) {
            AdminClient client = new AdminClient(server);
            working.get("/work");
            began.await();
            assertThat(client.get("/health/ready").statusCode()).isEqualTo(200);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            HttpResponse<String> ready = client.get("/health/ready");
            while (ready.statusCode() == 200) {
                ready = client.get("/health/ready");
            }
            assertThat(ready.body())
                    .isEqualTo("{\"status\":\"DOWN\",\"checks\":[{\"name\":\"server\",\"status\":\"DOWN\","
                            + "\"message\":\"is shutting down\"}]}");
            // The server no longer listens, but the admin port does.
            while (isListening(server.port())) {
                assertThat(closing.isDone()).isFalse();
            }
            assertThat(client.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(client.get("/health/live").statusCode()).isEqualTo(200);

            goOn.countDown();
            assertThat(working.response().body()).isEqualTo("done");
            closing.get(20, TimeUnit.SECONDS);
            assertThat(isListening(server.adminPort())).isFalse();
        } finally {
            goOn.countDown();
            server.close();
        }
    }

    private static boolean isListening(int port) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client != null;
        } catch (ConnectException e) {
            return false;
        }
    }

    @Test
    void isNotReadyBeforeTheServerIs() throws Exception {
        Readiness readiness = new Readiness();
        try (HttpServer server = builder().readiness(readiness).start()) {
            readiness.set(false);
            HttpResponse<String> ready = new AdminClient(server).get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("\"message\":\"is starting\"");
        }
    }

    @Test
    void closesIfTheServerCannotListen() throws Exception {
        int admin;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            admin = free.getLocalPort();
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerBuilder builder = builder().port(taken.getLocalPort()).admin(admin);
            assertThat(assertThrows(StartException.class, builder::start))
                    .hasMessageThat()
                    .startsWith("Another process listens on port " + taken.getLocalPort());
        }
        assertThat(isListening(admin)).isFalse();
    }

    @Test
    void isNoTrafficOfTheApplication() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        ExchangeListener listener = new ExchangeListener() {
            @Override
            public void connectionOpened(ObservedConnection connection) {
                connections.incrementAndGet();
            }
        };
        try (HttpServer server = builder().listener(listener).start()) {
            assertThat(new AdminClient(server).get("/").statusCode()).isEqualTo(200);
            assertThat(connections.get()).isEqualTo(0);
            assertThat(server.state().openConnections()).isEqualTo(0);
            assertThat(server.state().eventLoops()).hasSize(1);
        }
    }

    @Test
    void servesPagesOfListenersAndOfTheApplication() throws Exception {
        ExchangeListener listener = new ExchangeListener() {
            @Override
            public Map<String, AdminPage> adminPages() {
                return Map.of("/metrics", (request, response) -> response.body().append("up 1"));
            }
        };
        Admin admin = Admin.port(0)
                .withPage(
                        "/caches",
                        (request, response) ->
                                response.body().append(Thread.currentThread().getName()))
                .withPage("/broken", (request, response) -> {
                    throw new IllegalStateException("a secret");
                });
        try (HttpServer server = builder().listener(listener).admin(admin).start()) {
            AdminClient client = new AdminClient(server);
            assertThat(client.get("/metrics").body()).isEqualTo("up 1");
            assertThat(client.get("/caches").body()).startsWith("interlock-admin-page-");
            assertThat(client.get("/broken").statusCode()).isEqualTo(500);
            assertThat(client.get("/broken").body()).doesNotContain("secret");
            assertThat(client.get("/").body())
                    .containsMatch("(?m)^/metrics +page of dev.interlock.server.AdminServerTest");
            assertThat(client.get("/").body()).containsMatch("(?m)^/caches +page of the application$");
        }
    }

    @Test
    void rejectsTwoPagesOfOnePath() {
        ServerBuilder builder = builder().admin(Admin.port(0).withPage("/routes", (request, response) -> {}));
        assertThat(assertThrows(StartException.class, builder::start))
                .hasMessageThat()
                .isEqualTo("Two admin pages have the path /routes, one of them of the application. Tip: give each page"
                        + " its own path");
    }

    @Test
    void listsRoutes() throws Exception {
        HandlerRouter router = HandlerRouter.with()
                .route(
                        "GET",
                        "/b",
                        (request, response) -> {},
                        route -> route.execution(Execution.BLOCKING)
                                .timeout(Duration.ofSeconds(2))
                                .maxConcurrent(7)
                                .withRoles("admin", "clerk")
                                .produces("text/csv;charset=utf-8"))
                .post(
                        "/a",
                        (request, response) -> {},
                        route -> route.consumes("text/plain")
                                .maxBody(10)
                                .essential(true)
                                .timeout(Duration.ZERO)
                                .withRoles())
                .router();
        try (HttpServer server = HttpServer.builder(router)
                .overridable(false)
                .host("127.0.0.1")
                .port(0)
                .admin(0)
                .start()) {
            AdminClient client = new AdminClient(server);
            assertThat(client.get("/routes").body()).isEqualTo("""
                    METHOD  TEMPLATE  HANDLER          PROPERTIES
                    POST    /a        test.Handlers.1  roles=any timeout=none maxBody=10 essential consumes=text/plain
                    GET     /b        test.Handlers.0  blocking roles=admin,clerk timeout=2000ms maxConcurrent=7 produces=text/csv;charset=utf-8
                    """);
            HttpResponse<String> json = client.json("/routes");
            assertThat(json.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(json.body())
                    .isEqualTo("{\"routes\":[{\"method\":\"POST\",\"template\":\"/a\",\"handler\":\"test.Handlers.1\","
                            + "\"roles\":[],\"timeout\":\"none\",\"maxBody\":10,\"essential\":true,"
                            + "\"consumes\":[\"text/plain\"]},"
                            + "{\"method\":\"GET\",\"template\":\"/b\",\"handler\":\"test.Handlers.0\","
                            + "\"execution\":\"blocking\",\"roles\":[\"admin\",\"clerk\"],\"timeout\":\"2000ms\","
                            + "\"maxConcurrent\":7,\"produces\":[\"text/csv;charset=utf-8\"]}]}");
        }
    }

    @Test
    void showsSettingsAndTheirSources(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("shop.properties"), "interlock.max-head=32k\nshop.database.password=hunter2\n");
        try (HttpServer server = builder()
                .arguments("--config", file.toString(), "--max-body=2m")
                .start()) {
            AdminClient client = new AdminClient(server);
            String page = client.get("/config").body();
            assertThat(page)
                    .startsWith("The first source that has a setting counts: command line, system property, environment"
                            + " variable, configuration file, builder, default.\n\nSETTING ");
            assertThat(page).containsMatch("(?m)^max-head +32k +configuration file \\Q" + file + "\\E$");
            assertThat(page).containsMatch("(?m)^max-body +2m +argument --max-body$");
            assertThat(page).containsMatch("(?m)^host +127.0.0.1 +builder$");
            assertThat(page).containsMatch("(?m)^max-fields +100 +default$");
            assertThat(page).doesNotContain("hunter2");
            assertThat(page).doesNotContain("shop.database");

            assertThat(client.json("/config").body()).startsWith("{\"precedence\":[\"command line\",");
            assertThat(client.json("/config").body())
                    .contains("{\"name\":\"max-body\",\"value\":\"2m\",\"source\":\"argument --max-body\"}");
        }
    }

    @Test
    void showsSettingsOfEndpoints(@TempDir Path directory) throws Exception {
        Endpoint internal = Endpoint.tcp("127.0.0.1", 0).withMaxBody(64);
        Endpoint local = Endpoint.unix(directory.resolve("shop.sock"));
        try (HttpServer server = builder().endpoint(internal).endpoint(local).start()) {
            String page = new AdminClient(server).get("/config").body();
            assertThat(page).containsMatch("(?m)^max-body +64 +endpoint 127.0.0.1:0$");
            assertThat(page).containsMatch("(?m)^proxy-protocol +false +endpoint \\Q" + local + "\\E$");
            assertThat(page).containsMatch("(?m)^max-body +1m +default$");
        }
    }

    @Test
    void showsThreads() throws Exception {
        try (HttpServer server = builder().start()) {
            HttpResponse<String> page = new AdminClient(server).get("/threads");
            assertWithMessage("%s", page.body()).that(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).containsMatch("^\\d+ platform threads\\. Virtual threads: jcmd \\d+ Thread");
            assertThat(page.body()).containsMatch("(?m)^\"interlock-admin-page-0\" #\\d+ daemon RUNNABLE$");
            assertThat(page.body())
                    .containsMatch("(?m)^    at .*dev\\.interlock\\.internal\\.admin\\.ThreadsPage\\.write");
        }
    }

    @Test
    void mainPortHasNoAdminPages() throws Exception {
        try (HttpServer server = builder().start();
                RawClient client = new RawClient(server.port())) {
            assertThat(client.get("/config").response().status()).isEqualTo(404);
        }
    }
}
