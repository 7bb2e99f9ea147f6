package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.Readiness;
import dev.interlock.server.RawClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time limits and the end of a server. */
@Timeout(30)
final class ServerLifeTest {
    private final TestRouter router = new TestRouter();

    private ServerBuilder builder() {
        return HttpServer.builder(router).host("127.0.0.1").port(0).eventLoopThreads(2);
    }

    @Test
    void cutsAHeadThatIsDribbled() throws Exception {
        try (HttpServer server = builder().headTimeout(Duration.ofMillis(200)).start();
                RawClient client = new RawClient(server.port())) {
            CompletableFuture<Void> dribble = CompletableFuture.runAsync(() -> dribble(client));
            Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.fields()).containsEntry("connection", "close");
            assertThat(client.isAtEnd()).isTrue();
            dribble.cancel(true);
        }
    }

    private static void dribble(RawClient client) {
        try {
            client.send("GET /hello HTTP/1.1\r\nX: ");
            for (int i = 0; i < 20; i++) {
                client.send("x");
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            // The server has closed, as it should. The thread is a pool's, and others are not to find it interrupted.
            assertThat(e).isNotNull();
        }
    }

    @Test
    void cutsABodyThatDoesNotGoOn() throws Exception {
        try (HttpServer server = builder().idleTimeout(Duration.ofMillis(200)).start();
                RawClient client = new RawClient(server.port())) {
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel");
            assertThat(client.answer().status()).isEqualTo(408);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void closesAnIdleConnectionWithoutAWord() throws Exception {
        try (HttpServer server = builder().idleTimeout(Duration.ofMillis(200)).start();
                RawClient client = new RawClient(server.port())) {
            assertThat(client.get("/hello").answer().status()).isEqualTo(200);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void closingLetsARequestArrive() throws Exception {
        HttpServer server = builder().eventLoopThreads(1).start();
        try (RawClient sending = new RawClient(server.port());
                RawClient idle = new RawClient(server.port())) {
            sending.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel");
            assertThat(idle.get("/hello").answer().status()).isEqualTo(200);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            assertThat(idle.isAtEnd()).isTrue();
            assertThat(closing.isDone()).isFalse();
            Answer sent = sending.send("lo").answer();
            assertThat(sent.body()).isEqualTo("hello");
            assertThat(sent.fields()).containsEntry("connection", "close");
            sending.halfClose();
            closing.get();
            server.awaitShutdown();
            assertThrows(IOException.class, () -> new RawClient(server.port()));
        }
    }

    @Test
    void closingLetsAHandlerFinish() throws Exception {
        HttpServer server = builder().start();
        try (RawClient client = new RawClient(server.port())) {
            client.get("/wait");
            router.waiting.await();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            TimeUnit.MILLISECONDS.sleep(100);
            router.goOn.countDown();
            assertThat(client.answer().body()).isEqualTo("waited");
            assertThat(client.isAtEnd()).isTrue();
            client.halfClose();
            closing.get();
        }
    }

    @Test
    void closingAnswersWhatTheKernelHadAccepted() throws Exception {
        HttpServer server = builder().start();
        try (RawClient client = new RawClient(server.port())) {
            client.get("/hello");
            server.close();
            assertThat(client.answer().body()).isEqualTo("hello");
        }
    }

    @Test
    void closingWaitsForTheFirstRequestOfAClient() throws Exception {
        HttpServer server = builder().start();
        try (RawClient silent = new RawClient(server.port());
                RawClient late = new RawClient(server.port());
                RawClient kept = new RawClient(server.port())) {
            assertThat(kept.get("/hello").answer().body()).isEqualTo("hello");
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            // Ends a moment after the server has begun to drain.
            assertThat(kept.isAtEnd()).isTrue();
            Answer answer = late.get("/hello").answer();
            assertThat(answer.body()).isEqualTo("hello");
            assertThat(answer.fields()).containsEntry("connection", "close");
            assertThat(silent.isAtEnd()).isTrue();
            closing.get();
        }
    }

    @Test
    void closingCutsWhatDoesNotFinishInTime() throws Exception {
        HttpServer server = builder().shutdownDeadline(Duration.ofMillis(200)).start();
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel");
            long start = System.nanoTime();
            server.close();
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                    .isLessThan(5);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void closingTwiceIsClosing() {
        HttpServer server = builder().start();
        int port = server.port();
        server.close();
        server.close();
        assertThrows(IOException.class, () -> new RawClient(port));
    }

    @Test
    void warnsOfAHandlerThatHoldsItsEventLoop() throws Exception {
        try (CapturedLog log = new CapturedLog();
                HttpServer server =
                        builder().stallThreshold(Duration.ofMillis(300)).start();
                RawClient client = new RawClient(server.port())) {
            // So that it is the handler that takes the time, and not the loading of classes.
            assertThat(client.get("/hello").answer().status()).isEqualTo(200);
            client.get("/wait");
            awaitLine(log, "has been held for");
            awaitLine(log, "TestRouter.handle(");
            router.goOn.countDown();
            assertThat(client.answer().body()).isEqualTo("waited");
            awaitLine(log, "goes on after");
        }
    }

    private static void awaitLine(CapturedLog log, String text) throws InterruptedException {
        while (log.lines(text).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Test
    void readinessFollowsTheServer() throws Exception {
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
            assertThat(client.get("/hello").answer().fields()).doesNotContainKey("connection");
        }
        // The delay is over.
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
