package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http2.FrameClient.Response;
import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.http2.internal.stream.PeerSettings;
import dev.interlock.server.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of one connection: they run together, wait for windows, and end alone. */
@Timeout(60)
final class StreamsTest {
    private static final byte[] NONE = {};

    private final TestRoutes routes = TestRoutes.of(Path.of("none"));
    private HttpServer server;
    private FrameClient client;

    @BeforeEach
    void connect() throws IOException {
        server = Http2Servers.start(routes);
        client = new FrameClient(server.port());
    }

    @AfterEach
    void close() throws IOException {
        client.leave();
        server.close();
    }

    private <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T taken = queue.poll(20, TimeUnit.SECONDS);
        assertThat(taken).isNotNull();
        return taken;
    }

    @Test
    void responsesComeInAnyOrder() throws Exception {
        int first = client.get("/promise");
        CompletableFuture<String> slow = take(routes.promises);
        int second = client.get("/promise");
        CompletableFuture<String> fast = take(routes.promises);
        int third = client.get("/hello");
        assertThat(client.response(third).body()).isEqualTo("hello");
        fast.complete("fast");
        assertThat(client.response(second).body()).isEqualTo("fast");
        slow.complete("slow");
        assertThat(client.response(first).body()).isEqualTo("slow");
    }

    @Test
    void streamsBeyondTheLimitAreRefused() throws Exception {
        List<CompletableFuture<String>> promises = new ArrayList<>();
        int first = client.get("/promise");
        promises.add(take(routes.promises));
        for (int i = 1; i < 100; i++) {
            client.get("/promise");
            promises.add(take(routes.promises));
        }
        int tooMany = client.get("/hello");
        assertThat(client.response(tooMany).reset).isEqualTo(ErrorCode.REFUSED_STREAM.number());
        promises.forEach(each -> each.complete("now"));
        assertThat(client.response(first).body()).isEqualTo("now");
        assertThat(client.response(client.get("/hello")).status()).isEqualTo(200);
    }

    /** One of 100 streams keeps its window shut. */
    @Test
    void stalledStreamDoesNotStopOthers() throws Exception {
        client.keepWindows().settings(PeerSettings.INITIAL_WINDOW_SIZE, 0).roundTrip();
        int stalled = client.get("/large");
        List<Integer> others = new ArrayList<>();
        for (int i = 1; i < 100; i++) {
            others.add(client.get("/hello"));
        }
        for (int other : others) {
            client.windowUpdate(other, 5);
        }
        for (int other : others) {
            assertThat(client.response(other).body()).isEqualTo("hello");
        }
        assertThat(client.of(stalled).status()).isEqualTo(200);
        assertThat(client.of(stalled).bytes.size()).isEqualTo(0);
        client.windowUpdate(stalled, 10).roundTrip();
        assertThat(client.of(stalled).body()).isEqualTo("0123456789");
        client.reset(stalled, ErrorCode.CANCEL.number());
        assertThat(client.response(client.get("/nothing")).status()).isEqualTo(204);
    }

    @Test
    void responseWaitsForBothWindows() throws Exception {
        client.keepWindows()
                .settings(PeerSettings.INITIAL_WINDOW_SIZE, TestRoutes.LARGE_BYTES)
                .roundTrip();
        int stream = client.get("/large");
        client.roundTrip();
        // The window of the connection is now empty.
        assertThat(client.of(stream).bytes.size()).isEqualTo(65_535);
        client.windowUpdate(0, TestRoutes.LARGE_BYTES);
        assertThat(client.response(stream).bytes.size()).isEqualTo(TestRoutes.LARGE_BYTES);
    }

    /** CVE-2019-9511: a response that is sent byte by byte holds no more memory than its length. */
    @Test
    void windowOpensByteByByte() throws Exception {
        client.keepWindows().settings(PeerSettings.INITIAL_WINDOW_SIZE, 1).roundTrip();
        int stream = client.get("/hello");
        for (int i = 0; i < 4; i++) {
            client.windowUpdate(stream, 1);
        }
        Response response = client.response(stream);
        assertThat(response.body()).isEqualTo("hello");
        assertThat(response.frames).isAtLeast(2);
    }

    /** RFC 9113 section 6.9.2: a window may become negative. */
    @Test
    void smallerInitialWindowAppliesToOpenStreams() throws Exception {
        client.keepWindows();
        int stream = client.get("/large");
        client.roundTrip();
        int sent = client.of(stream).bytes.size();
        client.settings(PeerSettings.INITIAL_WINDOW_SIZE, 0).windowUpdate(0, 1_000_000);
        client.windowUpdate(stream, sent).roundTrip();
        assertThat(client.of(stream).bytes.size()).isEqualTo(sent);
        client.windowUpdate(stream, 7).roundTrip();
        assertThat(client.of(stream).bytes.size()).isEqualTo(sent + 7);
    }

    /** While a handler does not read, the window of its stream stays shut. Other streams are served. */
    @Test
    void unreadBodyHoldsBackItsWindow() throws Exception {
        int stream = client.request("POST", "/take", false);
        CountDownLatch reader = take(routes.readers);
        int sent = sendUntilShut(stream);
        // Until 64 KiB wait for the handler, the server widens the window. The client then uses the rest of the window.
        assertThat(sent).isAtMost(2 * 65_536);
        assertThat(client.response(client.post("/echo", new byte[50_000])).bytes.size())
                .isEqualTo(50_000);
        client.data(stream, new byte[1], false);
        assertThat(client.response(stream).reset).isEqualTo(ErrorCode.FLOW_CONTROL_ERROR.number());
        reader.countDown();
        assertThat(client.response(client.get("/hello")).status()).isEqualTo(200);
    }

    @Test
    void readBodyOpensItsWindow() throws Exception {
        int stream = client.request("POST", "/take", false);
        CountDownLatch reader = take(routes.readers);
        int sent = sendUntilShut(stream);
        reader.countDown();
        while (client.window(stream) - sent < 30_000) {
            client.readFrame();
        }
        client.data(stream, new byte[10_000], true);
        assertThat(client.response(stream).body()).isEqualTo("read " + (sent + 10_000));
    }

    /** Sends DATA until the window of the stream is shut. Returns the number of bytes. */
    private int sendUntilShut(int stream) throws IOException {
        int sent = 0;
        while (sent < client.window(stream)) {
            int count = Math.min(16_384, client.window(stream) - sent);
            client.data(stream, new byte[count], false).roundTrip();
            sent += count;
        }
        return sent;
    }

    @Test
    void bodyAboveTheLimitIsRejectedOnItsStream() throws Exception {
        int stream = client.request("POST", "/echo", false);
        for (int i = 0; i < 123; i++) {
            client.data(stream, new byte[16_384], false);
            client.roundTrip();
        }
        Response response = client.response(stream);
        assertThat(response.status()).isEqualTo(413);
        assertThat(client.response(client.get("/hello")).status()).isEqualTo(200);
    }

    @Test
    void resetCancelsTheHandler() throws Exception {
        int stream = client.get("/promise");
        CompletableFuture<String> promise = take(routes.promises);
        client.reset(stream, ErrorCode.CANCEL.number()).roundTrip();
        assertThat(promise.isCancelled()).isTrue();
        int streamed = client.get("/publish");
        SubmissionPublisher<String> publisher = take(routes.publishers);
        client.reset(streamed, ErrorCode.CANCEL.number()).roundTrip();
        publisher.submit("nobody");
        client.roundTrip();
        assertThat(publisher.getNumberOfSubscribers()).isEqualTo(0);
        assertThat(client.response(client.get("/hello")).status()).isEqualTo(200);
    }

    @Test
    void brokenPublisherResetsItsStreamOnly() throws Exception {
        Response response = client.response(client.get("/broken"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.reset).isEqualTo(ErrorCode.INTERNAL_ERROR.number());
        assertThat(client.response(client.get("/hello")).status()).isEqualTo(200);
    }

    @Test
    void publisherStopsWhileWindowIsShut() throws Exception {
        client.keepWindows().settings(PeerSettings.INITIAL_WINDOW_SIZE, 0).roundTrip();
        int stream = client.get("/publish");
        SubmissionPublisher<String> publisher = take(routes.publishers);
        client.roundTrip();
        String part = "x".repeat(20_000);
        int offered = 0;
        while (publisher.offer(part, null) >= 0 && offered < 100) {
            offered++;
            client.roundTrip();
        }
        // The parts are in 64 KiB of output, in requested elements, and in the buffer of the publisher.
        assertThat(offered).isLessThan(40);
        client.settings(PeerSettings.INITIAL_WINDOW_SIZE, 1 << 20).windowUpdate(0, 1 << 20);
        publisher.close();
        assertThat(client.response(stream).bytes.size()).isEqualTo(offered * 20_000);
    }

    @Test
    void eventsAreSentAtOnce() throws Exception {
        int stream = client.get("/publish");
        SubmissionPublisher<String> publisher = take(routes.publishers);
        client.roundTrip();
        publisher.submit("one");
        while (client.of(stream).bytes.size() < 3) {
            client.readFrame();
        }
        publisher.submit("two");
        while (client.of(stream).bytes.size() < 6) {
            client.readFrame();
        }
        assertThat(client.of(stream).ended).isFalse();
        publisher.close();
        assertThat(client.response(stream).body()).isEqualTo("onetwo");
    }

    @Test
    void trailersGoBothWays() throws Exception {
        int stream = client.request("POST", "/trailers", false, "te|trailers");
        client.data(stream, "abc".getBytes(US_ASCII), false);
        client.headers(stream, true, "x-sum|6");
        Response response = client.response(stream);
        assertThat(response.body()).isEqualTo("checked");
        assertThat(response.trailers).containsExactly("x-sum", "6", "x-late", "yes");
        assertThat(response.fields).containsEntry("trailer", "x-sum, x-late");
    }

    @Test
    void clientWithoutTeGetsNoTrailers() throws Exception {
        int stream = client.request("POST", "/trailers", false);
        client.headers(stream, true, "x-sum|6");
        Response response = client.response(stream);
        assertThat(response.body()).isEqualTo("checked");
        assertThat(response.trailers).isEmpty();
    }

    @Test
    void malformedTrailersEndTheStream() throws Exception {
        int stream = client.request("POST", "/echo", false);
        client.data(stream, new byte[3], false);
        client.headers(stream, true, ":path|/again");
        Response response = client.response(stream);
        assertThat(response.status()).isEqualTo(400);
        while (response.reset < 0) {
            client.readFrame();
        }
        assertThat(response.reset).isEqualTo(ErrorCode.PROTOCOL_ERROR.number());
    }

    @Test
    void interimResponsesComeFirst() throws Exception {
        Response response = client.response(client.get("/hints"));
        assertThat(response.interim.toString()).isEqualTo(":status: 103\nlink: </style.css>; rel=preload; as=style\n");
        assertThat(response.body()).isEqualTo("hinted");
    }

    @Test
    void expectedContinueIsSent() throws Exception {
        int stream = client.request("POST", "/echo", false, "expect|100-continue", "content-length|3");
        while (client.of(stream).interim.length() == 0) {
            client.readFrame();
        }
        assertThat(client.of(stream).interim.toString()).isEqualTo(":status: 100\n");
        client.data(stream, "abc".getBytes(US_ASCII), true);
        assertThat(client.response(stream).body()).isEqualTo("abc");
    }

    @Test
    void unwantedBodyIsNotAskedFor() throws Exception {
        int stream = client.request("POST", "/missing", false, "expect|100-continue", "content-length|3");
        Response response = client.response(stream);
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.interim.toString()).isEmpty();
        while (response.reset < 0) {
            client.readFrame();
        }
        assertThat(response.reset).isEqualTo(ErrorCode.NO_ERROR.number());
    }

    /** The server drops the rest of a short body. If the body is long, it asks the client to stop. */
    @Test
    void restOfBodyAfterResponse() throws Exception {
        int shortBody = client.request("POST", "/missing", false);
        assertThat(client.response(shortBody).status()).isEqualTo(404);
        client.data(shortBody, new byte[1000], true).roundTrip();
        assertThat(client.of(shortBody).reset).isEqualTo(-1);
        int longBody = client.request("POST", "/missing", false);
        assertThat(client.response(longBody).status()).isEqualTo(404);
        for (int i = 0; i < 5; i++) {
            client.data(longBody, new byte[16_384], false).roundTrip();
        }
        assertThat(client.of(longBody).reset).isEqualTo(ErrorCode.NO_ERROR.number());
        // The server ignores frames that the client sends before it knows of the reset.
        client.data(longBody, new byte[1000], true).roundTrip();
        assertThat(client.response(client.get("/hello")).status()).isEqualTo(200);
    }

    @Test
    void handlerThatDoesNotReadResponds() throws Exception {
        int stream = client.request("POST", "/ignore", false);
        assertThat(client.response(stream).body()).isEqualTo("ignored");
        client.data(stream, NONE, true).roundTrip();
        assertThat(client.response(client.get("/hello")).status()).isEqualTo(200);
    }

    @Test
    void largeHeadIsRejectedOnItsStream() throws Exception {
        int stream = client.get("/hello", "x-large|" + "v".repeat(15_000), ("y|" + "\ny|".repeat(49)));
        assertThat(client.response(stream).status()).isEqualTo(431);
        assertThat(client.response(client.get("/hello")).status()).isEqualTo(200);
    }

    @Test
    void malformedHeadIsRejectedOnItsStream() throws Exception {
        int stream = client.get("/hello", "connection|close");
        Response response = client.response(stream);
        assertThat(response.status()).isEqualTo(400);
        while (response.reset < 0) {
            client.readFrame();
        }
        assertThat(response.reset).isEqualTo(ErrorCode.PROTOCOL_ERROR.number());
        assertThat(client.response(client.get("/hello")).status()).isEqualTo(200);
    }

    @Test
    void headMayComeInPieces() throws Exception {
        byte[] block =
                Blocks.of(":method|GET\n:scheme|http\n:path|/hello\n:authority|a.test\nx-long|" + "v".repeat(2000));
        client.frame(FrameType.HEADERS, FrameClient.END_STREAM, 1, Arrays.copyOf(block, 3));
        client.frame(FrameType.CONTINUATION, 0, 1, Arrays.copyOfRange(block, 3, 1000));
        client.frame(FrameType.CONTINUATION, FrameClient.END_HEADERS, 1, Arrays.copyOfRange(block, 1000, block.length));
        assertThat(client.response(1).body()).isEqualTo("hello");
    }
}
