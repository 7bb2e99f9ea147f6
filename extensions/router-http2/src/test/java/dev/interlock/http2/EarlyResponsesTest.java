package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.RouteInfo;
import dev.interlock.http2.FrameClient.Response;
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
        public void handle(int route, Request request, dev.interlock.http.Response response) throws Exception {
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
        // The client sends nothing else between the frames of the block.
        client.keepWindows().roundTrip();
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

    /** A client or a proxy would end the connection after a second response on a stream. */
    @Test
    void malformedTrailersAfterResponseOnlyResetTheStream() throws Exception {
        int stream = client.request("POST", "/missing", false);
        Response response = client.response(stream);
        assertThat(response.status()).isEqualTo(404);
        int frames = response.frames;
        client.headers(stream, true, ":path|/again");
        client.roundTrip();
        assertThat(response.trailers).isEmpty();
        assertThat(response.frames).isEqualTo(frames);
        assertThat(response.reset).isEqualTo(ErrorCode.PROTOCOL_ERROR.number());
        assertThat(Http2Servers.violations(server, "malformed_trailers")).isEqualTo(1);
    }

    /** As above, but the trailer section is only too large. */
    @Test
    void largeTrailersAfterResponseAreDropped() throws Exception {
        int stream = client.request("POST", "/missing", false);
        Response response = client.response(stream);
        client.headers(stream, true, "x|" + "v".repeat(8200) + "\ny|" + "v".repeat(8150));
        client.roundTrip();
        assertThat(response.trailers).isEmpty();
        assertThat(response.reset).isEqualTo(-1);
    }

    /** The handler gets the failure, and the server does not respond in its place while it runs. */
    @Test
    void largeBodyIsRejectedOnlyOnce() throws Exception {
        int stream = client.request("POST", "/leave", false);
        CountDownLatch latch = leaving();
        client.data(stream, new byte[LIMIT + 1], false).roundTrip();
        client.data(stream, new byte[100], false).roundTrip();
        assertThat(client.of(stream).fields).isEmpty();
        assertThat(server.state().inFlight()).isEqualTo(1);
        latch.countDown();
        Response response = client.response(stream);
        assertThat(response.body()).isEqualTo("left");
        client.roundTrip();
        assertThat(response.reset).isEqualTo(ErrorCode.NO_ERROR.number());
        assertThat(response.trailers).isEmpty();
    }

    /** More bytes than the server drops after a response. */
    @Test
    void longRestOfRejectedBodyWaitsForTheHandler() throws Exception {
        int stream = client.request("POST", "/leave", false);
        CountDownLatch latch = leaving();
        client.data(stream, new byte[LIMIT + 1], false).roundTrip();
        int sent = LIMIT + 1;
        while (client.window(stream) - sent >= 16_384) {
            client.data(stream, new byte[16_384], false).roundTrip();
            sent += 16_384;
        }
        assertThat(sent).isGreaterThan(64 * 1024);
        assertThat(client.of(stream).reset).isEqualTo(-1);
        latch.countDown();
        assertThat(client.response(stream).body()).isEqualTo("left");
    }

    @Test
    void malformedTrailersAfterRejectedBodyEndTheStream() throws Exception {
        int stream = client.request("POST", "/leave", false);
        CountDownLatch latch = leaving();
        client.data(stream, new byte[LIMIT + 1], false);
        client.headers(stream, true, ":path|/again");
        Response response = client.response(stream);
        assertThat(response.fields).isEmpty();
        assertThat(response.reset).isEqualTo(ErrorCode.PROTOCOL_ERROR.number());
        latch.countDown();
    }
}
