package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.server.RawClient.RawResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handlers and publishers that break their contracts. No client waits forever, and no other client is affected. */
@Timeout(60)
final class FaultTest {
    private static final String HELLO = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int TIMEOUT_SECONDS = 10;

    private FaultRouter router;
    private HttpServer server;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        router = new FaultRouter();
        server = HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .maxInFlight(1)
                .start();
        client = new RawClient(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void leftoversOfHandlerReachNoOtherClient() throws Exception {
        client.get("/throws");
        try (RawClient other = new RawClient(server.port())) {
            assertThat(client.response().status()).isEqualTo(500);
            RawResponse response = other.get("/hello").response();
            assertThat(response.body()).isEqualTo("hello");
            assertThat(response.fields()).doesNotContainKey("x-secret");
        }
    }

    @Test
    void respondsToFailureThatCannotBeLogged() throws Exception {
        assertThat(client.get("/blocking-throws").response().status()).isEqualTo(500);
        assertThat(client.get("/nameless").response().status()).isEqualTo(500);
        assertThat(client.get("/hello").response().body()).isEqualTo("hello");
    }

    /**
     * The server allows one exchange in flight. If it counted an ended exchange, the next request would be rejected.
     */
    @Test
    void respondsToFailureWithoutText() throws Exception {
        for (String path : List.of("/speechless", "/blocking-speechless", "/later-speechless")) {
            assertThat(client.get(path).response().status()).isEqualTo(500);
            assertThat(client.get(path).response().status()).isEqualTo(500);
        }
        assertThat(client.get("/hello").response().body()).isEqualTo("hello");
    }

    @Test
    void nothingFollowsIncompleteResponse() throws Exception {
        client.send("GET /promise HTTP/1.1\r\nHost: a\r\n\r\n" + "GET /released HTTP/1.1\r\nHost: a\r\n\r\n" + HELLO);
        CompletableFuture<String> promise = router.promises.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        promise.complete("first");
        // A task of the loop continues with requests that have arrived, and a read with new ones. Neither may send a
        // response.
        RawClient.awaitTurns(server.port());
        sendUnlessReset(HELLO);
        assertThat(restOrReset()).doesNotContain("hello");
        try (RawClient other = new RawClient(server.port())) {
            assertThat(other.get("/hello").response().body()).isEqualTo("hello");
        }
    }

    @Test
    void logsRequestIdOfBrokenResponse() throws Exception {
        List<String> logged;
        try (CapturedLog log = new CapturedLog()) {
            breakOff("/released", "of-the-loop");
            router.publisher = subscriber -> {
                subscriber.onSubscribe(new Idle());
                subscriber.onNext(Unpooled.buffer().writeZero(1));
                subscriber.onError(new IllegalStateException("no more"));
            };
            breakOff("/stream", "of-an-exchange");
            breakOff("/loop-stream", "of-a-stream");
            logged = log.awaitLines("broke off", 3);
        }
        assertThat(logged).hasSize(3);
        assertThat(logged.get(0)).contains("GET /released broke off, id of-the-loop");
        assertThat(logged.get(1)).contains("GET /stream broke off, id of-an-exchange");
        assertThat(logged.get(2)).contains("GET /loop-stream broke off, id of-a-stream");
    }

    private void breakOff(String path, String id) throws IOException {
        try (RawClient other = new RawClient(server.port())) {
            other.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nX-Request-Id: " + id + "\r\n\r\n");
            other.rest();
        } catch (SocketException e) {
            // A reset ends the response, too.
        }
    }

    /** A subscription that does nothing. */
    private static final class Idle implements Flow.Subscription {
        @Override
        public void request(long count) {
            // The test publishes without a request.
        }

        @Override
        public void cancel() {}
    }

    private void sendUnlessReset(String text) {
        try {
            client.send(text);
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class);
        }
    }

    private String restOrReset() throws IOException {
        try {
            return client.rest();
        } catch (SocketException e) {
            return "reset";
        }
    }

    /** Publishes a number of buffers of 16 KiB, then throws at the next request. Also throws when it is cancelled. */
    private static Flow.Publisher<ByteBuf> faulty(int buffers, CountDownLatch subscribed) {
        return subscriber -> {
            subscriber.onSubscribe(new Flow.Subscription() {
                private int left = buffers;

                @Override
                public void request(long count) {
                    if (left == 0) {
                        throw new IllegalStateException("asked for more");
                    }
                    for (long i = 0; i < count && left > 0; i++, left--) {
                        subscriber.onNext(Unpooled.buffer().writeZero(16 * 1024));
                    }
                }

                @Override
                public void cancel() {
                    throw new IllegalStateException("cancelled");
                }
            });
            subscribed.countDown();
        };
    }

    @Test
    void failureOfPublisherInRequestEndsResponse() throws Exception {
        router.publisher = faulty(8, new CountDownLatch(1));
        client.get("/stream");
        assertThat(restOrReset()).isNotEmpty();
        assertAdmitted();
    }

    @Test
    void failedCancelHoldsNothing() throws Exception {
        CountDownLatch subscribed = new CountDownLatch(1);
        router.publisher = faulty(1, subscribed);
        client.get("/stream");
        assertThat(subscribed.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        client.skip(1000);
        client.reset();
        assertAdmitted();
    }

    /** Waits until no exchange is in flight. The server allows only one. */
    private void assertAdmitted() throws Exception {
        int status = 503;
        for (int i = 0; i < TIMEOUT_SECONDS * 100 && status == 503; i++) {
            try (RawClient other = new RawClient(server.port())) {
                status = other.get("/nameless").response().status();
            }
            Thread.sleep(10);
        }
        assertThat(status).isEqualTo(500);
    }

    @Test
    void respondsBusyWithoutBlockingThreads() throws Exception {
        try (HttpServer starved = HttpServer.builder(router)
                        .host("127.0.0.1")
                        .port(0)
                        .eventLoopThreads(1)
                        .blockingExecutor(task -> {
                            throw new OutOfMemoryError("unable to create native thread");
                        })
                        .start();
                RawClient other = new RawClient(starved.port())) {
            assertThat(other.get("/nameless").response().status()).isEqualTo(503);
            assertThat(other.get("/hello").response().body()).isEqualTo("hello");
        }
    }

    @Test
    void connectionWithoutSocketTakesLongStreams() throws Exception {
        router.publisher = subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            private int left = 40;

            @Override
            public void request(long count) {
                for (long i = 0; i < count && left > 0; i++, left--) {
                    subscriber.onNext(Unpooled.buffer().writeZero(16 * 1024));
                }
                if (left == 0) {
                    left--;
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {}
        });
        try (InMemoryConnection connection = new InMemoryConnection(router)) {
            connection.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1));
            assertThat(connection.awaitResponses(Duration.ofSeconds(TIMEOUT_SECONDS)))
                    .isTrue();
            assertThat(connection.receive().length).isGreaterThan(40 * 16 * 1024);
        }
    }
}
