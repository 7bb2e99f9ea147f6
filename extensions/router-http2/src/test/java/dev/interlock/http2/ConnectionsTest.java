package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http2.FrameClient.Frame;
import dev.interlock.http2.FrameClient.Response;
import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.http2.internal.frame.Preface;
import dev.interlock.http2.internal.stream.PeerSettings;
import dev.interlock.server.HttpServer;
import dev.interlock.server.RawClient;
import dev.interlock.server.ServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of a connection: how it begins, waits and ends. {@link DrainTest} has the tests of drains. */
@Timeout(60)
final class ConnectionsTest {
    private final TestRoutes routes = TestRoutes.of(Path.of("none"));
    private @Nullable HttpServer server;

    private int start(UnaryOperator<ServerBuilder> options) {
        HttpServer started = options.apply(Http2Servers.builder(routes))
                .protocol(Http2.protocol())
                .start();
        server = started;
        return started.port();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private CompletableFuture<String> promise() throws InterruptedException {
        CompletableFuture<String> promise = routes.promises.poll(20, TimeUnit.SECONDS);
        assertThat(promise).isNotNull();
        return promise;
    }

    @Test
    void portSpeaksBothProtocols() throws IOException {
        int port = start(builder -> builder);
        try (RawClient first = new RawClient(port);
                FrameClient second = new FrameClient(port);
                RawClient slow = new RawClient(port)) {
            assertThat(first.get("/hello").response().body()).isEqualTo("hello");
            assertThat(second.response(second.get("/hello")).body()).isEqualTo("hello");
            // "PR" is also the start of the preface.
            slow.send("P").send("R").send("OPFIND /hello HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(slow.response().status()).isEqualTo(501);
        }
    }

    @Test
    void prefaceMayComeByteByByte() throws IOException {
        int port = start(builder -> builder);
        try (FrameClient client = new FrameClient(new Socket(InetAddress.getLoopbackAddress(), port))) {
            for (byte octet : Preface.bytes()) {
                client.raw(new byte[] {octet});
            }
            client.settings();
            assertThat(client.response(client.get("/hello")).body()).isEqualTo("hello");
        }
    }

    /** Frames may be divided at any byte. */
    @Test
    void framesMayComeByteByByte() throws IOException {
        int port = start(builder -> builder);
        try (FrameClient client = new FrameClient(port)) {
            byte[] head = FrameClient.encode(
                    FrameType.HEADERS, 4, 1, Blocks.of(":method|POST\n:scheme|http\n:path|/echo\n:authority|a"));
            byte[] body = FrameClient.encode(FrameType.DATA, 9, 1, new byte[] {2, 'a', 'b', 'c', 0, 0});
            for (byte octet : head) {
                client.raw(new byte[] {octet});
            }
            for (byte octet : body) {
                client.raw(new byte[] {octet});
            }
            assertThat(client.response(1).body()).isEqualTo("abc");
        }
    }

    @Test
    void serverAnnouncesItsSettings() throws IOException {
        int port = start(builder -> builder.maxHead(20_000));
        try (FrameClient client = new FrameClient(port)) {
            Frame settings = client.await(FrameType.SETTINGS);
            assertThat(settings.payload().length % 6).isEqualTo(0);
            boolean hasLimit = false;
            for (int at = 0; at < settings.payload().length; at += 6) {
                hasLimit |= settings.payload()[at + 1] == PeerSettings.MAX_HEADER_LIST_SIZE
                        && settings.int32(at + 2) == 20_000;
            }
            assertThat(hasLimit).isTrue();
        }
    }

    /** RFC 7541 section 4.2: a decoder that has emptied its table needs the smallest size, too. */
    @Test
    void smallestTableSizeIsAnnounced() throws IOException {
        int port = start(builder -> builder);
        try (FrameClient client = new FrameClient(port)) {
            client.settings(PeerSettings.HEADER_TABLE_SIZE, 0, PeerSettings.HEADER_TABLE_SIZE, 4096);
            client.get("/hello");
            Frame frame = client.readFrame();
            while (frame.type() != FrameType.HEADERS) {
                frame = client.readFrame();
            }
            byte[] sizes = {0x20, 0x3f, (byte) 0xe1, 0x1f};
            assertThat(Arrays.copyOf(frame.payload(), sizes.length)).isEqualTo(sizes);
        }
    }

    @Test
    void malformedPrefaceEndsTheConnection() throws IOException {
        int port = start(builder -> builder);
        try (FrameClient client = new FrameClient(new Socket(InetAddress.getLoopbackAddress(), port))) {
            client.raw(Preface.bytes()).data(1, new byte[5], false);
            assertThat(client.goAwayCode()).isEqualTo(ErrorCode.PROTOCOL_ERROR.number());
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void idleConnectionEndsWithGoAway() throws IOException {
        int port = start(builder -> builder.idleTimeout(Duration.ofMillis(200)));
        try (FrameClient client = new FrameClient(port)) {
            assertThat(client.response(client.get("/hello")).status()).isEqualTo(200);
            Frame goAway = client.await(FrameType.GOAWAY);
            assertThat(goAway.int32(0)).isEqualTo(1);
            assertThat(goAway.int32(4)).isEqualTo(ErrorCode.NO_ERROR.number());
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void incompleteBlockEndsTheConnection() throws IOException {
        int port = start(builder -> builder.headTimeout(Duration.ofMillis(200)));
        try (FrameClient client = new FrameClient(port)) {
            client.roundTrip().frame(FrameType.HEADERS, 1, 1, Blocks.of(":method|GET"));
            assertThat(client.goAwayCode()).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM.number());
        }
    }

    @Test
    void incompleteFrameEndsTheConnection() throws IOException {
        int port = start(builder -> builder.headTimeout(Duration.ofMillis(200)));
        try (FrameClient client = new FrameClient(port)) {
            client.roundTrip().raw(new byte[] {0, 0, 100, 1, 4});
            assertThat(client.goAwayCode()).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM.number());
        }
    }

    /** Another stream is in progress meanwhile. */
    @Test
    void slowBodyIsRejectedOnItsStream() throws Exception {
        int port = start(builder -> builder.idleTimeout(Duration.ofMillis(300)));
        try (FrameClient client = new FrameClient(port)) {
            int other = client.get("/promise");
            CompletableFuture<String> promise = promise();
            int stream = client.request("POST", "/echo", false);
            client.data(stream, new byte[5], false);
            Response response = client.response(stream);
            assertThat(response.status()).isEqualTo(408);
            promise.complete("still here");
            assertThat(client.response(other).body()).isEqualTo("still here");
        }
    }

    @Test
    void stalledResponseIsResetAlone() throws Exception {
        int port = start(builder -> builder.idleTimeout(Duration.ofMillis(300)));
        try (FrameClient client = new FrameClient(port)) {
            client.keepWindows().settings(PeerSettings.INITIAL_WINDOW_SIZE, 0);
            int other = client.get("/promise");
            CompletableFuture<String> promise = promise();
            int stream = client.get("/large");
            assertThat(client.response(stream).reset).isEqualTo(ErrorCode.CANCEL.number());
            assertThat(Http2Servers.violations(Objects.requireNonNull(server), "stalled_stream"))
                    .isEqualTo(1);
            client.windowUpdate(other, 10);
            promise.complete("on");
            assertThat(client.response(other).body()).isEqualTo("on");
        }
    }

    /** The window of the connection stays shut, and those of the streams are open. */
    @Test
    void stalledConnectionIsEnded() throws Exception {
        int port = start(builder -> builder.idleTimeout(Duration.ofMillis(300)));
        try (FrameClient client = new FrameClient(port)) {
            client.keepWindows().settings(PeerSettings.INITIAL_WINDOW_SIZE, 1 << 24);
            client.get("/large");
            assertThat(client.goAwayCode()).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM.number());
            assertThat(Http2Servers.violations(Objects.requireNonNull(server), "stalled_window"))
                    .isEqualTo(1);
        }
    }

    @Test
    void lateHandlerGets503OnItsStream() throws Exception {
        int port = start(builder -> builder.exchangeTimeout(Duration.ofMillis(200)));
        try (FrameClient client = new FrameClient(port)) {
            int stream = client.get("/promise");
            CompletableFuture<String> promise = promise();
            assertThat(client.response(stream).status()).isEqualTo(503);
            assertThat(promise.isCancelled()).isTrue();
            assertThat(client.response(client.get("/hello")).status()).isEqualTo(200);
        }
    }

    @Test
    void clientThatNeverAcknowledgesSettingsIsDisconnected() throws IOException {
        int port = start(builder -> builder.headTimeout(Duration.ofMillis(200)));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(Preface.bytes());
            socket.getOutputStream().write(FrameClient.encode(FrameType.SETTINGS, 0, 0, new byte[0]));
            String all = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(all).contains("not acknowledged in time");
        }
    }

    @Test
    void clientThatLeavesCancelsAllHandlers() throws Exception {
        int port = start(builder -> builder);
        CompletableFuture<String> first;
        CompletableFuture<String> second;
        try (FrameClient client = new FrameClient(port)) {
            client.get("/promise");
            first = promise();
            client.get("/promise");
            second = promise();
        }
        CompletableFuture.allOf(first, second).exceptionally(failure -> null).get(20, TimeUnit.SECONDS);
        assertThat(first.isCancelled()).isTrue();
        assertThat(second.isCancelled()).isTrue();
    }

    @Test
    void halfClosedClientGetsCompleteResponses() throws Exception {
        int port = start(builder -> builder);
        try (FrameClient client = new FrameClient(port)) {
            client.keepWindows().settings(PeerSettings.INITIAL_WINDOW_SIZE, 1 << 20);
            client.windowUpdate(0, 1 << 20).roundTrip();
            int stream = client.get("/large");
            client.halfClose();
            assertThat(client.response(stream).bytes.size()).isEqualTo(TestRoutes.LARGE_BYTES);
            assertThat(client.isClosed()).isTrue();
        }
    }

    /** A client that has left must not hold its responses until the idle timeout. */
    @Test
    void halfClosedClientCannotOpenItsWindows() throws Exception {
        int port = start(builder -> builder.serveHalfClosed(true));
        try (FrameClient client = new FrameClient(port)) {
            client.keepWindows().settings(PeerSettings.INITIAL_WINDOW_SIZE, 10);
            int stream = client.get("/large");
            client.roundTrip();
            client.halfClose();
            Response response = client.response(stream);
            assertThat(response.body()).isEqualTo("0123456789");
            assertThat(response.reset).isEqualTo(ErrorCode.CANCEL.number());
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void halfClosedClientIsServedOnRequest() throws Exception {
        int port = start(builder -> builder.serveHalfClosed(true));
        try (FrameClient client = new FrameClient(port)) {
            int stream = client.get("/promise");
            CompletableFuture<String> promise = promise();
            client.keepWindows();
            client.roundTrip();
            client.halfClose();
            promise.complete("well");
            assertThat(client.response(stream).body()).isEqualTo("well");
            assertThat(client.isClosed()).isTrue();
        }
    }

    /** In strict mode, no object serves two requests. */
    @Test
    void strictModeServesStreams() throws IOException {
        int port = start(builder -> builder.strict(true));
        try (FrameClient client = new FrameClient(port)) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.response(client.get("/who")).body()).isEqualTo("http a.test");
                assertThat(client.response(client.post("/echo", new byte[10]))
                                .bytes
                                .size())
                        .isEqualTo(10);
                assertThat(client.response(client.post("/block", new byte[0])).body())
                        .isEqualTo("POST /block");
                assertThat(client.response(client.get("/parts")).bytes.size()).isEqualTo(35);
            }
        }
    }

    @Test
    void headerOfTheProxyProtocolComesFirst() throws IOException {
        int port = start(builder -> builder.proxyProtocol(true));
        try (FrameClient client = new FrameClient(new Socket(InetAddress.getLoopbackAddress(), port));
                RawClient other = new RawClient(port)) {
            client.raw("PROXY TCP4 203.0.113.7 198.51.100.1 4711 443\r\n".getBytes(US_ASCII));
            client.start();
            assertThat(client.response(client.get("/hello")).body()).isEqualTo("hello");
            other.send("PROXY TCP4 203.0.113.7 198.51.100.1 4711 443\r\n");
            assertThat(other.get("/hello").response().body()).isEqualTo("hello");
        }
    }

    /** RFC 9113 section 3.1: a client cannot upgrade from HTTP/1.1 to HTTP/2. */
    @Test
    void upgradeIsIgnored() throws IOException {
        int port = start(builder -> builder);
        try (RawClient client = new RawClient(port)) {
            String upgrade = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n";
            client.send("GET /hello HTTP/1.1\r\nHost: a\r\n" + upgrade + "\r\n");
            assertThat(client.response().body()).isEqualTo("hello");
        }
    }
}
