package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.stream.PeerSettings;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.server.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners see each stream as an exchange of its connection. */
@Timeout(60)
final class ObservationTest implements ExchangeListener {
    private final TestRoutes routes = TestRoutes.of(Path.of("none"));
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private HttpServer server;
    private FrameClient client;

    @BeforeEach
    void connect() throws IOException {
        server = Http2Servers.builder(routes)
                .listener(this)
                .protocol(Http2.protocol())
                .start();
        client = new FrameClient(server.port());
    }

    @AfterEach
    void close() throws IOException {
        client.leave();
        server.close();
    }

    @Override
    public void connectionOpened(ObservedConnection connection) {
        events.add("opened");
    }

    @Override
    public void connectionClosed(ObservedConnection connection) {
        events.add("closed");
    }

    @Override
    public void responseSent(ObservedExchange exchange) {
        events.add("sent " + exchange.status() + " of " + exchange.requestBytes() + " and " + exchange.responseBytes());
    }

    @Override
    public void responseAborted(ObservedExchange exchange, AbortReason reason) {
        events.add("aborted " + exchange.status() + " by " + reason);
    }

    private String event() throws InterruptedException {
        return String.valueOf(events.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void responsesAreCountedAlone() throws Exception {
        assertThat(client.response(client.get("/hello")).status()).isEqualTo(200);
        assertThat(event()).isEqualTo("opened");
        String hello = event();
        assertThat(hello).startsWith("sent 200 of ");
        int bytes = Integer.parseInt(hello.substring(hello.lastIndexOf(' ') + 1));
        // Two frame headers, and a body of five bytes.
        assertThat(bytes).isGreaterThan(9 + 9 + 5);
        assertThat(bytes).isLessThan(150);
        client.response(client.get("/missing"));
        assertThat(event()).startsWith("sent 404 of ");
        int promise = client.get("/promise");
        client.keepWindows();
        int large = client.get("/large");
        client.roundTrip();
        client.windowUpdate(0, TestRoutes.LARGE_BYTES).windowUpdate(large, TestRoutes.LARGE_BYTES);
        client.response(client.get("/hello"));
        client.response(large);
        List<String> both = List.of(event(), event());
        assertThat(both.stream()
                        .filter(each -> each.matches("sent 200 of \\d+ and 1000\\d\\d\\d"))
                        .count())
                .isEqualTo(1);
        assertThat(both.stream()
                        .filter(each -> each.matches("sent 200 of \\d+ and \\d\\d"))
                        .count())
                .isEqualTo(1);
        client.leave();
        assertThat(event()).isEqualTo("aborted 0 by CLIENT_LEFT");
        assertThat(event()).isEqualTo("closed");
        assertThat(promise).isGreaterThan(0);
    }

    @Test
    void resetStreamsAreAborted() throws Exception {
        assertThat(event()).isEqualTo("opened");
        client.keepWindows().settings(PeerSettings.INITIAL_WINDOW_SIZE, 0);
        int stream = client.get("/large");
        client.reset(stream, ErrorCode.CANCEL.number());
        assertThat(event()).isEqualTo("aborted 200 by CLIENT_LEFT");
        client.settings(PeerSettings.INITIAL_WINDOW_SIZE, 1000);
        assertThat(client.response(client.get("/broken")).reset).isAtLeast(0);
        assertThat(event()).isEqualTo("aborted 200 by FAILED");
        client.response(client.get("/hello", "connection|close"));
        assertThat(event()).startsWith("sent 400 of ");
        client.windowUpdate(0, 0);
        assertThat(client.goAwayCode()).isEqualTo(ErrorCode.PROTOCOL_ERROR.number());
        assertThat(event()).isEqualTo("closed");
    }
}
