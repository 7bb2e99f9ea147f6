package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.server.HttpServer;
import dev.interlock.server.PlainRouter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Responses to requests whose end arrives later, or never. Two clients share the only event loop. */
@Timeout(60)
final class EarlyResponsesTest {
    private static final int LIMIT = 1000;

    private final Routes routes = new Routes();
    private HttpServer server;
    private FrameClient client;
    private FrameClient other;

    /** One handler does not read its body, and waits for the test. The other responds with a trailer field. */
    private static final class Routes extends PlainRouter {
        final BlockingQueue<CountDownLatch> leaving = new LinkedBlockingQueue<>();

        Routes() {
            super(
                    TrailingSlash.STRICT,
                    List.of(
                            route(0, "/leave").streamedBody(true).maxBody(LIMIT),
                            route(1, "/sum").maxBody(LIMIT)));
        }

        private static RouteInfo route(int number, String path) {
            return RouteInfo.of(number, "POST", path, "test.Handlers." + path.substring(1))
                    .execution(Execution.BLOCKING)
                    .consumes("*/*");
        }

        @Override
        public void handle(int route, Request request, Response response) throws Exception {
            if (route == 0) {
                CountDownLatch latch = new CountDownLatch(1);
                leaving.add(latch);
                latch.await();
                Results.writeText(response, "left");
            } else {
                Results.writeText(response, String.valueOf(request.trailer("x-sum")));
            }
        }
    }

    @BeforeEach
    void connect() throws IOException {
        server = Http2Servers.start(routes);
        client = new FrameClient(server.port());
        other = new FrameClient(server.port());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        other.close();
        server.close();
    }

    private CountDownLatch leaving() throws InterruptedException {
        CountDownLatch latch = routes.leaving.poll(20, TimeUnit.SECONDS);
        assertThat(latch).isNotNull();
        return latch;
    }

    /** Trailer fields that arrive in two frames, with the end of their request between them. */
    @Test
    void trailersNeverReachAnotherClient() throws Exception {
        byte[] block = Blocks.of("x-one|1\nx-sum|stolen");
        int first = client.request("POST", "/leave", false);
        CountDownLatch latch = leaving();
        client.frame(FrameType.HEADERS, FrameClient.END_STREAM, first, Arrays.copyOf(block, 8));
        // The event loop has read this frame by then.
        other.roundTrip().roundTrip();
        latch.countDown();
        assertThat(client.response(first).body()).isEqualTo("left");
        int second = other.request("POST", "/sum", false);
        other.roundTrip();
        client.frame(
                FrameType.CONTINUATION, FrameClient.END_HEADERS, first, Arrays.copyOfRange(block, 8, block.length));
        client.roundTrip();
        other.data(second, "abc".getBytes(US_ASCII), true);
        assertThat(other.response(second).body()).isEqualTo("null");
    }
}
