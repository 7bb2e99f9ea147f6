package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that close their half, or leave, while the server prepares their response. The server serves them. */
@Timeout(60)
final class HalfClosedTest {
    private static final int CLIENTS = 20;

    /** Bytes of a response that is larger than the kernel takes at once. */
    private static final String LARGE = "0123456789".repeat(2_000_000);

    @TempDir
    private Path directory;

    private final CapturedLog log = new CapturedLog();
    private LaterRouter router;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        Path file = directory.resolve("file");
        Files.writeString(file, LARGE);
        router = LaterRouter.of(file);
        server = HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .serveHalfClosed(true)
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
        assertWithMessage("what failed in the event loop")
                .that(log.lines("selector loop"))
                .isEmpty();
    }

    private CompletableFuture<String> promise() throws Exception {
        CompletableFuture<String> promise = router.promises.poll(10, TimeUnit.SECONDS);
        // The client cannot see that the server has noticed the end, so this waits for some turns of the event loop.
        RawClient.awaitTurns(server.port());
        return promise;
    }

    @Test
    void doNotHoldUpOthers() throws Exception {
        try (RawClient other = new RawClient(server.port())) {
            for (int i = 0; i < CLIENTS; i++) {
                try (RawClient client = new RawClient(server.port())) {
                    client.get("/promise").halfClose();
                    CompletableFuture<String> promise = promise();
                    assertThat(other.get("/hello").response().body()).isEqualTo("hello");
                    promise.complete("late");
                    assertThat(client.response().body()).isEqualTo("late");
                    assertThat(client.isAtEnd()).isTrue();
                }
            }
        }
    }

    @Test
    void slowReaderGetsWholeLargeResponse() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.get("/promise").halfClose();
            promise().complete(LARGE);
            RawClient.awaitTurns(server.port());
            assertThat(client.response().body()).isEqualTo(LARGE);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void getsWholeLargeFile() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.get("/file").halfClose();
            RawClient.awaitTurns(server.port());
            assertThat(client.response().body()).isEqualTo(LARGE);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void mayResetAfterIt() throws Exception {
        RawClient client = new RawClient(server.port());
        client.get("/promise").halfClose();
        CompletableFuture<String> promise = promise();
        client.reset();
        try (RawClient other = new RawClient(server.port())) {
            assertThat(other.get("/hello").response().body()).isEqualTo("hello");
            promise.complete("for nobody");
            assertThat(other.get("/hello").response().body()).isEqualTo("hello");
        }
    }
}
