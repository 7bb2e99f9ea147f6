package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.server.ScopedRouter.Reader;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Objects that read a body in place live exactly as long as its request, whichever thread makes the response. */
@Timeout(60)
final class ScopedTest {
    private final ScopedRouter router = new ScopedRouter();

    private HttpServer server;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .start();
        client = new RawClient(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no handler was called");
        }
        return next;
    }

    private static void assertIsOver(Reader reader) {
        assertThrows(IllegalStateException.class, reader::text);
    }

    /** Waits for the end of a request that gets no response. */
    private static void awaitIsOver(Reader reader) throws InterruptedException {
        for (int i = 0; i < 1000 && isOpen(reader); i++) {
            Thread.sleep(10);
        }
        assertIsOver(reader);
    }

    private static boolean isOpen(Reader reader) {
        try {
            return reader.text() != null;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Test
    void endsWhenHandlerReturns() throws Exception {
        assertThat(client.send(post("/now", "first")).response().body()).isEqualTo("first");
        assertIsOver(next(router.readers));
    }

    @Test
    void nextRequestHasItsOwnBody() throws Exception {
        client.send(post("/now", "first") + post("/now", "second"));
        assertThat(client.response().body()).isEqualTo("first");
        assertThat(client.response().body()).isEqualTo("second");
        assertIsOver(next(router.readers));
    }

    @Test
    void blockingHandlerKeepsItsBytes() throws Exception {
        client.send(post("/block", "the first body"));
        Reader reader = next(router.readers);
        overwriteTheBufferOfTheLoop();
        router.permits.release();
        assertThat(client.response().body()).isEqualTo("the first body");
        assertThat(client.response().body()).isEqualTo("another in the queue");
        assertIsOver(reader);
    }

    @Test
    void asynchronousHandlerKeepsItsBytes() throws Exception {
        client.send(post("/later", "the first body"));
        Reader reader = next(router.readers);
        overwriteTheBufferOfTheLoop();
        assertThat(reader.text()).isEqualTo("the first body");
        next(router.promises).complete("read: ");
        assertThat(client.response().body()).isEqualTo("read: the first body");
        assertThat(client.response().body()).isEqualTo("another in the queue");
        assertIsOver(reader);
    }

    /** Overwrites the buffer of the loop with later requests, on this connection and on another one. */
    private void overwriteTheBufferOfTheLoop() throws IOException {
        client.send(post("/now", "another in the queue"));
        String large = "#".repeat(50_000);
        try (RawClient other = new RawClient(server.port())) {
            assertThat(other.send(post("/now", large)).response().body()).isEqualTo(large);
        }
    }

    /**
     * Waits until the handler has returned. The loop serves another connection only after that, so a later completion
     * is late.
     */
    private void awaitReturnOfHandler() throws Exception {
        try (RawClient other = new RawClient(server.port())) {
            assertThat(other.send(post("/now", "returned")).response().body()).isEqualTo("returned");
        }
        assertIsOver(next(router.readers));
    }

    @Test
    void neverReusesObjectsThatOthersMayHold() throws Exception {
        client.send(post("/later", "first"));
        Reader first = next(router.readers);
        awaitReturnOfHandler();
        next(router.promises).complete("");
        assertThat(client.response().body()).isEqualTo("first");
        client.send(post("/later", "second"));
        assertThat(next(router.readers)).isNotSameInstanceAs(first);
        assertIsOver(first);
        next(router.promises).complete("");
        assertThat(client.response().body()).isEqualTo("second");
    }

    @Test
    void endsWithResponseAfterTimeLimit() throws Exception {
        client.send(post("/later", "body"));
        Reader reader = next(router.readers);
        CompletableFuture<String> limited = next(router.promises).orTimeout(1, TimeUnit.MILLISECONDS);
        assertThat(client.response().status()).isEqualTo(500);
        assertThat(limited.isCompletedExceptionally()).isTrue();
        assertIsOver(reader);
    }

    @Test
    void endsWithStageThatIsCancelledForClientThatLeft() throws Exception {
        client.send(post("/later", "body"));
        Reader reader = next(router.readers);
        CompletableFuture<String> promise = next(router.promises);
        assertThat(reader.text()).isEqualTo("body");
        client.reset();
        awaitIsOver(reader);
        assertThat(promise.isCancelled()).isTrue();
    }
}
