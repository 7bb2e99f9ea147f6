package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health checks of the application on the admin port of a running server. */
@Timeout(60)
final class HealthCheckTest {
    private final CountDownLatch goOn = new CountDownLatch(1);

    private static HttpServer start(Admin admin) {
        return HttpServer.builder(new TestRouter())
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .admin(admin)
                .start();
    }

    @AfterEach
    void endChecks() {
        goOn.countDown();
    }

    @Test
    void serverIsReadyOnlyIfAllChecksAreUp() throws Exception {
        AtomicBoolean isFull = new AtomicBoolean();
        Admin admin = Admin.port(0)
                .withCheckCache(Duration.ZERO)
                .withCheck("database", Duration.ofSeconds(10), () -> null)
                .withCheck("queue", Duration.ofSeconds(10), () -> isFull.get() ? "the queue \"in\" is full" : null);
        try (HttpServer server = start(admin)) {
            AdminClient client = new AdminClient(server);
            HttpResponse<String> ready = client.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(withoutTimes(ready))
                    .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"server\",\"status\":\"UP\"},"
                            + "{\"name\":\"database\",\"status\":\"UP\",\"millis\":0},"
                            + "{\"name\":\"queue\",\"status\":\"UP\",\"millis\":0}]}");
            isFull.set(true);
            HttpResponse<String> notReady = client.get("/health/ready");
            assertThat(notReady.statusCode()).isEqualTo(503);
            assertThat(withoutTimes(notReady))
                    .isEqualTo("{\"status\":\"DOWN\",\"checks\":[{\"name\":\"server\",\"status\":\"UP\"},"
                            + "{\"name\":\"database\",\"status\":\"UP\",\"millis\":0},{\"name\":\"queue\","
                            + "\"status\":\"DOWN\",\"millis\":0,\"message\":\"the queue \\\"in\\\" is full\"}]}");
            assertThat(client.get("/health").statusCode()).isEqualTo(503);
            assertThat(client.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    private static String withoutTimes(HttpResponse<String> response) {
        return response.body().replaceAll("\"millis\":\\d+", "\"millis\":0");
    }

    /** A flood of probes costs one call, and the other pages respond meanwhile. */
    @Test
    void hungCheckHoldsNoProbeBeyondItsTime() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Admin admin = Admin.port(0).withCheck("database", Duration.ofSeconds(2), () -> {
            calls.incrementAndGet();
            boolean interrupted = false;
            while (!interrupted || goOn.getCount() > 0) {
                try {
                    goOn.await();
                    interrupted = true;
                } catch (InterruptedException e) {
                    interrupted = true; // A check that ignores the interrupt.
                }
            }
            return null;
        });
        try (HttpServer server = start(admin)) {
            AdminClient client = new AdminClient(server);
            List<CompletableFuture<HttpResponse<String>>> probes = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                probes.add(client.later("/health/ready"));
            }
            assertThat(client.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(client.get("/routes").statusCode()).isEqualTo(200);
            for (CompletableFuture<HttpResponse<String>> probe : probes) {
                assertThat(probe.get().statusCode()).isEqualTo(503);
                assertThat(probe.get().body()).contains("\"message\":\"no result within 2000 ms\"");
            }
            assertThat(client.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(calls.get()).isEqualTo(1);
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("interlock-check-database"))
                    .count();
            assertThat(threads).isEqualTo(1);
        }
    }

    @Test
    void probeThatLeavesCancelsNoCheck() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Admin admin = Admin.port(0).withCheck("database", Duration.ofMinutes(1), () -> {
            begun.countDown();
            goOn.await();
            return null;
        });
        try (HttpServer server = start(admin)) {
            AdminClient client = new AdminClient(server);
            try (RawClient leaving = new RawClient(server.adminPort())) {
                leaving.send("GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n");
                begun.await();
            }
            CompletableFuture<HttpResponse<String>> probe = client.later("/health/ready");
            assertThat(client.get("/health/live").statusCode()).isEqualTo(200);
            goOn.countDown();
            assertThat(probe.get().statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "server", "event-loops", "a\nb", "caf\u00e9"})
    void rejectsOtherNames(String name) {
        assertThrows(
                IllegalArgumentException.class, () -> Admin.port(0).withCheck(name, Duration.ofSeconds(1), () -> null));
    }

    @Test
    void rejectsNameTwice() {
        Admin admin = Admin.port(0).withCheck("a", Duration.ofSeconds(1), () -> null);
        assertThrows(IllegalArgumentException.class, () -> admin.withCheck("a", Duration.ofSeconds(1), () -> null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.001S"})
    void rejectsTimeLimitOutOfRange(Duration timeout) {
        assertThrows(IllegalArgumentException.class, () -> Admin.port(0).withCheck("a", timeout, () -> null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "caches", "//a", "/a?b", "/{id}", "/a b"})
    void rejectsOtherPaths(String path) {
        assertThrows(IllegalArgumentException.class, () -> Admin.port(0).withPage(path, (request, response) -> {}));
    }
}
