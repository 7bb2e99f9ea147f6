package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http2.FrameClient.Frame;
import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.server.HttpServer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that complete their streams and then end, because the server or the client has sent GOAWAY. */
@Timeout(60)
final class DrainTest {
    private final TestRoutes routes = TestRoutes.of(Path.of("none"));
    private HttpServer server;

    @BeforeEach
    void start() {
        server = Http2Servers.start(routes);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Begins to close the server. The thread ends when no connection is left. */
    private Thread drain() {
        Thread closing = new Thread(server::close);
        closing.start();
        return closing;
    }

    private CompletableFuture<String> promise() throws InterruptedException {
        CompletableFuture<String> promise = routes.promises.poll(20, TimeUnit.SECONDS);
        assertThat(promise).isNotNull();
        return promise;
    }

    /** RFC 9113 section 6.8: the first GOAWAY announces the end, and the second names the last stream. */
    @Test
    void drainSendsGoAwayTwice() throws Exception {
        try (FrameClient client = new FrameClient(server.port())) {
            int slow = client.get("/promise");
            CompletableFuture<String> promise = promise();
            Thread closing = drain();
            assertThat(client.await(FrameType.GOAWAY).int32(0)).isEqualTo(Integer.MAX_VALUE);
            // The client sends this request before it reads the first GOAWAY.
            int late = client.get("/hello");
            assertThat(client.response(late).body()).isEqualTo("hello");
            Frame last = client.await(FrameType.GOAWAY);
            assertThat(last.int32(0)).isEqualTo(late);
            int tooLate = client.get("/hello");
            client.roundTrip();
            promise.complete("complete");
            assertThat(client.response(slow).body()).isEqualTo("complete");
            assertThat(client.isClosed()).isTrue();
            assertThat(client.of(tooLate).fields).isEmpty();
            client.leave();
            closing.join();
        }
    }

    @Test
    void drainEndsIdleConnectionsAndEvents() throws Exception {
        try (FrameClient idle = new FrameClient(server.port());
                FrameClient listening = new FrameClient(server.port())) {
            assertThat(idle.response(idle.get("/hello")).status()).isEqualTo(200);
            int events = listening.get("/events");
            while (listening.of(events).fields.isEmpty()) {
                listening.readFrame();
            }
            Thread closing = drain();
            assertThat(listening.response(events).ended).isTrue();
            assertThat(listening.isClosed()).isTrue();
            assertThat(idle.await(FrameType.GOAWAY).int32(4)).isEqualTo(0);
            assertThat(idle.isClosed()).isTrue();
            listening.leave();
            idle.leave();
            closing.join();
        }
    }

    /** The last GOAWAY names the stream of a block that is incomplete at this time. */
    @Test
    void drainServesTheRequestOfAnIncompleteBlock() throws Exception {
        try (FrameClient client = new FrameClient(server.port())) {
            byte[] block = Blocks.of(":method|GET\n:scheme|http\n:path|/hello\n:authority|a.test");
            client.roundTrip();
            client.frame(FrameType.HEADERS, FrameClient.END_STREAM, 1, Arrays.copyOf(block, 3));
            Thread closing = drain();
            assertThat(client.await(FrameType.GOAWAY).int32(0)).isEqualTo(Integer.MAX_VALUE);
            assertThat(client.await(FrameType.GOAWAY).int32(0)).isEqualTo(1);
            client.frame(
                    FrameType.CONTINUATION, FrameClient.END_HEADERS, 1, Arrays.copyOfRange(block, 3, block.length));
            assertThat(client.response(1).body()).isEqualTo("hello");
            assertThat(client.isClosed()).isTrue();
            client.leave();
            closing.join();
        }
    }

    /** RFC 9113 section 6.8: a later GOAWAY must not name a higher stream, because the client has repeated it. */
    @Test
    void lastStreamNeverGrows() throws Exception {
        try (FrameClient client = new FrameClient(server.port())) {
            client.get("/promise");
            CompletableFuture<String> promise = promise();
            Thread closing = drain();
            client.await(FrameType.GOAWAY);
            assertThat(client.await(FrameType.GOAWAY).int32(0)).isEqualTo(1);
            client.get("/hello");
            client.data(0, new byte[1], false);
            Frame violated = client.await(FrameType.GOAWAY);
            assertThat(violated.int32(4)).isEqualTo(ErrorCode.PROTOCOL_ERROR.number());
            assertThat(violated.int32(0)).isEqualTo(1);
            promise.complete("too late");
            client.leave();
            closing.join();
        }
    }

    @Test
    void goAwayOfTheClientEndsTheConnectionAfterItsStreams() throws Exception {
        try (FrameClient client = new FrameClient(server.port())) {
            int stream = client.get("/promise");
            CompletableFuture<String> promise = promise();
            client.frame(FrameType.GOAWAY, 0, 0, "12345678 bye".getBytes(US_ASCII));
            client.roundTrip();
            promise.complete("last");
            assertThat(client.response(stream).body()).isEqualTo("last");
            assertThat(client.isClosed()).isTrue();
        }
    }
}
