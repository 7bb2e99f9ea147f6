package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.internal.engine.InputArrays;
import dev.interlock.server.LaterRouter.Collector;
import dev.interlock.server.RawClient.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Responses that come later, from another thread or in parts, over real connections. */
final class LaterTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\n";
    private static final int TIMEOUT_SECONDS = 10;

    @TempDir
    private Path directory;

    private LaterRouter router;
    private HttpServer server;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        Path file = directory.resolve("file");
        Files.writeString(file, "0123456789".repeat(100_000));
        router = LaterRouter.of(file);
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

    private CompletableFuture<String> promise() throws InterruptedException {
        return router.promises.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private SubmissionPublisher<String> publisher() throws InterruptedException {
        SubmissionPublisher<String> publisher = router.publishers.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        for (int i = 0; i < TIMEOUT_SECONDS * 100 && !publisher.hasSubscribers(); i++) {
            Thread.sleep(10);
        }
        return publisher;
    }

    @Test
    void keepsOrderAfterSlowResponse() throws Exception {
        client.get("/promise").get("/hello").get("/promise").get("/done");
        CompletableFuture<String> first = promise();
        assertThat(router.promises.poll(50, TimeUnit.MILLISECONDS)).isNull();
        first.complete("first");
        promise().complete("second");
        RawResponse response = client.response();
        assertThat(response.body()).isEqualTo("first");
        assertThat(response.fields()).containsEntry("x-after", "/promise");
        assertThat(client.response().body()).isEqualTo("hello");
        assertThat(client.response().body()).isEqualTo("second");
        assertThat(client.response().body()).isEqualTo("done");
    }

    @Test
    void servesOthersMeanwhile() throws Exception {
        client.get("/promise");
        CompletableFuture<String> promise = promise();
        try (RawClient other = new RawClient(server.port())) {
            assertThat(other.get("/hello").response().body()).isEqualTo("hello");
        }
        promise.complete("then");
        assertThat(client.response().body()).isEqualTo("then");
    }

    @Test
    void failedStageIsLikeHandlerThatThrows() throws Exception {
        client.get("/promise");
        promise().completeExceptionally(new CompletionException(new HttpException(409, "sold out")));
        assertThat(client.response().status()).isEqualTo(409);
        client.get("/promise");
        promise().completeExceptionally(new IllegalStateException("a secret"));
        RawResponse response = client.response();
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("secret");
        assertThat(client.get("/hello").response().body()).isEqualTo("hello");
    }

    @Test
    void blockingHandlersRunOnOtherThreads() throws Exception {
        client.send("POST /block" + END + "Content-Length: 3\r\n\r\nabc");
        String body = client.response().body();
        assertThat(body).startsWith("interlock-blocking-");
        assertThat(body).endsWith(" /blockabc");
        assertThat(client.get("/throw").response().status()).isEqualTo(500);
        assertThat(client.send("GET /throw" + END + "X-Refuse: 1\r\n\r\n")
                        .response()
                        .status())
                .isEqualTo(418);
    }

    @Test
    void laterBodyReachesBlockingHandler() throws Exception {
        client.send("POST /block" + END + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n");
        client.send("1\r\nc\r\n0\r\n\r\n");
        assertThat(client.response().body()).endsWith(" /blockabc");
    }

    @Test
    void streamsResponseInChunks() throws Exception {
        client.get("/publish").get("/hello");
        SubmissionPublisher<String> publisher = publisher();
        publisher.submit("Grüße, ");
        publisher.submit("");
        publisher.submit("Welt".repeat(2_000));
        publisher.close();
        RawResponse response = client.response();
        assertThat(response.fields()).containsEntry("transfer-encoding", "chunked");
        assertThat(response.fields()).doesNotContainKey("content-length");
        assertThat(response.body())
                .isEqualTo(new String(("Grüße, " + "Welt".repeat(2_000)).getBytes(UTF_8), ISO_8859_1));
        assertThat(client.response().body()).isEqualTo("hello");
    }

    @Test
    void streamsToClientOfHttp10UntilConnectionCloses() throws Exception {
        client.send("GET /publish HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        SubmissionPublisher<String> publisher = publisher();
        publisher.submit("one");
        publisher.submit("two");
        publisher.close();
        String response = client.rest();
        assertThat(response).contains("Connection: close\r\n");
        assertThat(response).doesNotContain("chunked");
        assertThat(response).endsWith("\r\n\r\nonetwo");
    }

    @Test
    void headOfStreamHasNoBodyAndSubscribesToNothing() throws Exception {
        client.send("HEAD /publish" + END + "\r\n");
        RawResponse response = client.responseToHead();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.fields()).containsEntry("transfer-encoding", "chunked");
        assertThat(router.publishers.remove().hasSubscribers()).isFalse();
        assertThat(client.get("/hello").response().body()).isEqualTo("hello");
    }

    @Test
    void failedStreamIsProblemOrBrokenConnection() throws Exception {
        client.get("/publish");
        publisher().closeExceptionally(new HttpException(503, "later"));
        assertThat(client.response().status()).isEqualTo(503);
        client.get("/publish");
        SubmissionPublisher<String> publisher = publisher();
        publisher.submit("begun");
        client.readUntil("begun");
        publisher.closeExceptionally(new IllegalStateException("a secret"));
        assertThrows(IOException.class, () -> client.rest());
    }

    @Test
    void requestsNoMoreThanClientTakes() throws Exception {
        client.get("/publish");
        SubmissionPublisher<String> publisher = publisher();
        String part = "x".repeat(100_000);
        int offered = 0;
        while (offered < 1_000 && publisher.offer(part, 200, TimeUnit.MILLISECONDS, null) >= 0) {
            offered++;
        }
        // Only the buffers of the server and of both ends of the socket hold parts.
        assertThat(offered).isLessThan(300);
        client.close();
        for (int i = 0; i < TIMEOUT_SECONDS * 100 && publisher.hasSubscribers(); i++) {
            Thread.sleep(10);
        }
        assertThat(publisher.hasSubscribers()).isFalse();
    }

    @Test
    void blockingHandlerReadsBodyAsItArrives() throws Exception {
        client.send("POST /read" + END + "Content-Length: 3000000\r\n\r\n");
        for (int i = 0; i < 30; i++) {
            client.send("x".repeat(100_000));
        }
        assertThat(client.response().body()).isEqualTo("read 3000000");
        client.send("POST /read" + END + "Content-Length: 0\r\n\r\n");
        assertThat(client.response().body()).isEqualTo("read 0");
        client.send("POST /read" + END + "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
        assertThat(client.response().status()).isEqualTo(100);
        client.send("2\r\nab\r\n0\r\n\r\n");
        assertThat(client.response().body()).isEqualTo("read 2");
    }

    @Test
    void handlerCanRejectIncompleteBody() throws Exception {
        client.send("POST /read" + END + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\nzz\r\n");
        RawResponse response = client.response();
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.fields()).containsEntry("connection", "close");
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void dropsUnreadBody() throws Exception {
        client.send("POST /ignore" + END + "Content-Length: 5\r\n\r\nhello");
        assertThat(client.response().body()).isEqualTo("ignored");
        client.send("POST /ignore" + END + "Content-Length: 50000\r\n\r\n");
        assertThat(client.response().body()).isEqualTo("ignored");
        client.send("x".repeat(50_000)).get("/hello");
        assertThat(client.response().body()).isEqualTo("hello");
        client.send("POST /ignore" + END + "Content-Length: 5000000\r\n\r\n");
        RawResponse last = client.response();
        assertThat(last.body()).isEqualTo("ignored");
        assertThat(last.fields()).containsEntry("connection", "close");
        client.send("x".repeat(100_000));
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void readsNoMoreThanSubscriberRequests() throws Exception {
        client.send("POST /subscribe" + END + "Content-Length: 9000000\r\n\r\n");
        Collector collector = router.collectors.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            try {
                client.send("x".repeat(9_000_000));
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
        collector.subscription.join().request(1);
        RawClient.awaitTurns(server.port());
        assertThat(collector.bytes()).isAtMost(InputArrays.READ_BYTES);
        assertThat(sending.isDone()).isFalse();
        collector.subscription.join().request(Long.MAX_VALUE);
        assertThat(client.response().body()).isEqualTo("collected 9000000");
        sending.join();
    }

    @Test
    void pipesBodyIntoResponse() throws Exception {
        String body = "0123456789".repeat(50_000);
        client.send("POST /pipe" + END + "Content-Length: 500000\r\n\r\n" + body);
        assertThat(client.response().body()).isEqualTo(body);
        assertThat(client.get("/hello").response().body()).isEqualTo("hello");
    }

    @Test
    void sendsFilesAndBuffersBetweenOtherResponses() throws Exception {
        client.get("/hello").get("/file").get("/buffer").get("/file").get("/hello");
        assertThat(client.response().body()).isEqualTo("hello");
        assertThat(client.response().body()).isEqualTo("0123456789".repeat(100_000));
        assertThat(client.response().body()).hasLength(100_000);
        assertThat(client.response().body()).hasLength(1_000_000);
        assertThat(client.response().body()).isEqualTo("hello");
        Files.delete(directory.resolve("file"));
        assertThat(client.get("/file").response().status()).isEqualTo(404);
    }

    @Test
    void opensOneFileAtATimeForClientThatDoesNotRead() throws Exception {
        for (int i = 0; i < 200; i++) {
            client.get("/file");
        }
        RawClient.awaitTurns(server.port());
        assertThat(router.filesOpened.get()).isAtMost(20);
        for (int i = 0; i < 200; i++) {
            assertThat(client.response().body()).hasLength(1_000_000);
        }
        assertThat(router.filesOpened.get()).isEqualTo(200);
    }

    @Test
    void resetContentHasNone() throws Exception {
        RawResponse response = client.get("/reset-content").response();
        assertThat(response.status()).isEqualTo(205);
        assertThat(response.fields()).containsEntry("content-length", "0");
        assertThat(client.get("/hello").response().body()).isEqualTo("hello");
    }

    @Test
    void rejectsUndeclaredAsynchronousResponse() throws Exception {
        assertThat(client.get("/mistake").response().status()).isEqualTo(500);
    }

    @Test
    void workAfterResponseSeesNoOtherRequest() throws Exception {
        client.send("GET /promise" + END + "X-Secret: mine\r\n\r\n");
        CompletableFuture<String> first = promise();
        // Waits until the handler has returned.
        RawClient.awaitTurns(server.port());
        first.complete("first");
        assertThat(client.response().body()).isEqualTo("first");
        Request late = router.requests.remove();
        for (int i = 0; i < 3; i++) {
            client.send("GET /promise" + END + "X-Secret: another's\r\n\r\n");
            CompletableFuture<String> next = promise();
            assertThrows(IllegalStateException.class, () -> late.header("X-Secret"));
            next.complete("next");
            assertThat(client.response().body()).isEqualTo("next");
        }
    }

    @Test
    void closingWaitsForExchangesInFlight() throws Exception {
        client.get("/promise");
        CompletableFuture<String> promise = promise();
        try (RawClient idle = new RawClient(server.port())) {
            assertThat(idle.get("/hello").response().body()).isEqualTo("hello");
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            // The event loop closes the idle connection at the start of the drain.
            assertThat(idle.isAtEnd()).isTrue();
            promise.complete("in time");
            RawResponse response = client.response();
            assertThat(response.body()).isEqualTo("in time");
            assertThat(response.fields()).containsEntry("connection", "close");
            assertThat(client.isAtEnd()).isTrue();
            // After its last response, the server waits two seconds for clients to close their connections.
            idle.halfClose();
            client.close();
            closing.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
    }
}
