package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;

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

/** What the last GOAWAY of a drain promises to a client. */
@Timeout(60)
final class LastGoAwayTest {
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

    /** The last GOAWAY names the stream of a block that is incomplete at this time. */
    @Test
    void drainServesTheRequestOfAnIncompleteBlock() throws Exception {
        try (FrameClient client = new FrameClient(server.port())) {
            byte[] block = Blocks.of(":method|GET\n:scheme|http\n:path|/hello\n:authority|a.test");
            client.roundTrip();
            client.frame(FrameType.HEADERS, FrameClient.END_STREAM, 1, Arrays.copyOf(block, 3));
            Thread closing = new Thread(server::close);
            closing.start();
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
            CompletableFuture<String> promise = routes.promises.poll(20, TimeUnit.SECONDS);
            assertThat(promise).isNotNull();
            Thread closing = new Thread(server::close);
            closing.start();
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
}
