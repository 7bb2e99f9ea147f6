package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.Readiness;
import dev.interlock.server.RawClient.RawResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time limits and the end of a server. */
@Timeout(30)
final class ServerLifeTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofSeconds(1);

    private final TestClock clock = new TestClock();
    private final TestRouter router = new TestRouter();

    private ServerBuilder builder() {
        return HttpServer.builder(router).host("127.0.0.1").port(0).eventLoopThreads(2);
    }

    @Test
    void cutsSlowHead() throws Exception {
        try (HttpServer server = builder().headTimeout(LIMIT).clock(clock).start();
                RawClient client = new RawClient(server.port())) {
            client.send("GET /hello HTTP/1.1\r\nX: ");
            assertTakesTheLimit(clock.passUntil(STEP, server, () -> hasResponseAfter(client, "x")));
            RawResponse response = client.response();
            assertThat(response.status()).isEqualTo(408);
            assertThat(response.fields()).containsEntry("connection", "close");
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    private static boolean hasResponseAfter(RawClient client, String more) throws IOException {
        boolean hasResponse = client.hasResponse();
        if (!hasResponse) {
            client.send(more);
        }
        return hasResponse;
    }

    /** Asserts that a client was disconnected at its limit. The server may read its first bytes some steps late. */
    private static void assertTakesTheLimit(Duration taken) {
        assertThat(taken).isAtLeast(LIMIT);
        assertThat(taken).isLessThan(LIMIT.multipliedBy(2));
    }

    @Test
    void cutsStalledBody() throws Exception {
        try (HttpServer server =
                        builder().idleTimeout(LIMIT).minBodyRate(0).clock(clock).start();
                RawClient client = new RawClient(server.port())) {
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel");
            assertTakesTheLimit(clock.passUntil(STEP, server, client::hasResponse));
            assertThat(client.response().status()).isEqualTo(408);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void closesIdleConnectionWithoutResponse() throws Exception {
        try (HttpServer server = builder().idleTimeout(LIMIT).clock(clock).start();
                RawClient client = new RawClient(server.port())) {
            assertThat(client.get("/hello").response().status()).isEqualTo(200);
            clock.pass(LIMIT.dividedBy(2), server);
            assertThat(client.get("/hello").response().status()).isEqualTo(200);
            clock.pass(LIMIT, server);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void closingLetsRequestArrive() throws Exception {
        HttpServer server = builder().eventLoopThreads(1).start();
        try (RawClient sending = new RawClient(server.port());
                RawClient idle = new RawClient(server.port())) {
            sending.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel");
            assertThat(idle.get("/hello").response().status()).isEqualTo(200);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            assertThat(idle.isAtEnd()).isTrue();
            idle.halfClose();
            assertThat(closing.isDone()).isFalse();
            RawResponse sent = sending.send("lo").response();
            assertThat(sent.body()).isEqualTo("hello");
            assertThat(sent.fields()).containsEntry("connection", "close");
            sending.halfClose();
            closing.get();
            server.awaitShutdown();
            assertThrows(IOException.class, () -> new RawClient(server.port()));
        }
    }

    /** Closes clients, for which the server would otherwise wait two seconds. */
    private static void close(RawClient... clients) throws IOException {
        for (RawClient each : clients) {
            each.close();
        }
    }

    @Test
    void closingLetsHandlerFinish() throws Exception {
        HttpServer server = builder().start();
        try (RawClient client = new RawClient(server.port())) {
            client.get("/wait");
            router.waiting.await();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            TerminationTest.awaitRefusal(server.port());
            assertThat(closing.isDone()).isFalse();
            router.goOn.countDown();
            assertThat(client.response().body()).isEqualTo("waited");
            assertThat(client.isAtEnd()).isTrue();
            client.halfClose();
            closing.get();
        }
    }

    @Test
    void closingServesConnectionsOfKernelQueue() throws Exception {
        HttpServer server = builder().start();
        try (RawClient client = new RawClient(server.port())) {
            client.get("/hello");
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            assertThat(client.response().body()).isEqualTo("hello");
            client.halfClose();
            closing.get();
        }
    }

    @Test
    void closingWaitsForFirstRequestOfClient() throws Exception {
        HttpServer server = builder().clock(clock).start();
        try (RawClient silent = new RawClient(server.port());
                RawClient late = new RawClient(server.port());
                RawClient kept = new RawClient(server.port())) {
            assertThat(kept.get("/hello").response().body()).isEqualTo("hello");
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            // The connection ends shortly after the server has begun to drain.
            assertThat(kept.isAtEnd()).isTrue();
            RawResponse response = late.get("/hello").response();
            assertThat(response.body()).isEqualTo("hello");
            assertThat(response.fields()).containsEntry("connection", "close");
            clock.move(STEP);
            assertThat(silent.isAtEnd()).isTrue();
            close(silent, late, kept);
            closing.get();
        }
    }

    @Test
    void closingCutsLateExchanges() throws Exception {
        HttpServer server =
                builder().shutdownDeadline(Duration.ofHours(1)).clock(clock).start();
        try (RawClient client = new RawClient(server.port());
                RawClient kept = new RawClient(server.port())) {
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel");
            assertThat(kept.get("/hello").response().body()).isEqualTo("hello");
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            // The connection ends shortly after the server has begun to drain.
            assertThat(kept.isAtEnd()).isTrue();
            clock.move(Duration.ofMinutes(59));
            assertThrows(TimeoutException.class, () -> closing.get(100, TimeUnit.MILLISECONDS));
            clock.move(Duration.ofMinutes(1));
            closing.get();
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void secondCloseDoesNothing() {
        HttpServer server = builder().start();
        int port = server.port();
        server.close();
        server.close();
        assertThrows(IOException.class, () -> new RawClient(port));
    }

    @Test
    void warnsOfHandlerThatHoldsItsEventLoop() throws Exception {
        try (CapturedLog log = new CapturedLog();
                HttpServer server =
                        builder().stallThreshold(Duration.ofMillis(300)).start();
                RawClient client = new RawClient(server.port())) {
            // Loads the classes now, so that only the handler takes time later.
            assertThat(client.get("/hello").response().status()).isEqualTo(200);
            client.get("/wait");
            awaitLine(log, "has been held for");
            awaitLine(log, "TestRouter.handle(");
            router.goOn.countDown();
            assertThat(client.response().body()).isEqualTo("waited");
            awaitLine(log, "continues after");
        }
    }

    private static void awaitLine(CapturedLog log, String text) throws InterruptedException {
        while (log.lines(text).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Test
    void readinessFollowsServer() throws Exception {
        Readiness readiness = new Readiness();
        assertThat(readiness.isReady()).isFalse();
        HttpServer server = builder()
                .readiness(readiness)
                .shutdownDelay(Duration.ofMinutes(5))
                .start();
        assertThat(readiness.isReady()).isTrue();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        while (readiness.isReady()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.get("/hello").response().fields()).doesNotContainKey("connection");
        }
        // Ends the shutdown delay.
        server.cut();
        closing.get();
        assertThat(readiness.isReady()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "-Dx=y,DISABLED",
        "-Dio.netty.leakDetection.level=simple,SIMPLE",
        "-Dio.netty.leakDetectionLevel=advanced,ADVANCED"
    })
    void looksForLeaksIfAsked(String option, String level) throws Exception {
        try (ServerProcess process = ServerProcess.start("-Dtest.leaks=true", option)) {
            process.port();
            assertThat(process.line()).isEqualTo(level);
        }
    }
}
