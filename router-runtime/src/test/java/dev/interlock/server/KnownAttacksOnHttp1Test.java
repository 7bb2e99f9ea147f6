package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.server.RawClient.RawResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Known attacks on other implementations of HTTP/1.1, each by the name of its CVE. The attacker gets one response, and
 * its connection closes. No handler runs, and another client is served.
 */
@Timeout(60)
final class KnownAttacksOnHttp1Test {
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

    private static final Called ROUTER = new Called();

    private static HttpServer server;

    /** Records the calls of its handlers. */
    private static final class Called extends PlainRouter {
        private static final List<RouteInfo> ROUTES = List.of(
                RouteInfo.of(0, "POST", "/echo", "test.Handlers.echo").consumes("*/*"),
                RouteInfo.of(1, "GET", "/smuggled", "test.Handlers.smuggled"),
                RouteInfo.of(2, "GET", "/hello", "test.Handlers.hello"));

        final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();

        Called() {
            super(TrailingSlash.STRICT, ROUTES);
        }

        @Override
        public void handle(int route, Request request, Response response) {
            calls.add(ROUTES.get(route).template());
            response.body().append(request.body());
        }
    }

    @BeforeAll
    static void start() {
        server = HttpServer.builder(ROUTER)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        ROUTER.calls.clear();
    }

    private static void requireRejected(RawClient client, String attack) throws IOException {
        RawResponse response = client.response();
        assertWithMessage(attack).that(response.status()).isEqualTo(400);
        assertWithMessage(attack).that(response.isProblem()).isTrue();
        assertWithMessage(attack).that(client.isAtEnd()).isTrue();
    }

    private static void requireOthersAreServed() throws IOException {
        ROUTER.calls.clear();
        try (RawClient other = new RawClient(server.port())) {
            assertThat(other.get("/hello").response().status()).isEqualTo(200);
        }
        assertThat(ROUTER.calls).containsExactly("/hello");
    }

    /** Netty took both lengths of a request of HTTP/1.0, so a proxy and the server could read different requests. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Connection: keep-alive\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: identity\r\nContent-Length: 5\r\n"
            })
    void cve2026x42581TransferEncodingInHttp10(String fields) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /echo HTTP/1.0\r\nHost: a\r\n" + fields + "\r\n0\r\n\r\n" + SMUGGLED);
            requireRejected(client, fields);
        }
        assertThat(ROUTER.calls).isEmpty();
        requireOthersAreServed();
    }

    /** Control characters, also those of ISO 8859-1, without the line ends that RFC 9112 section 2.2 allows. */
    static IntStream controls() {
        return IntStream.rangeClosed(0, 0x9f).filter(Character::isISOControl);
    }

    /** Netty skipped control characters before the request line. */
    @ParameterizedTest
    @MethodSource("controls")
    void cve2026x50020ControlBytesBeforeRequestLine(int control) throws IOException {
        String lead = String.valueOf((char) control);
        for (String attack : List.of(lead.repeat(3), "\r\n" + lead)) {
            try (RawClient client = new RawClient(server.port())) {
                client.send(attack + SMUGGLED);
                requireRejected(client, "byte " + control);
            }
        }
        try (RawClient client = new RawClient(server.port())) {
            client.get("/hello").send(lead + SMUGGLED);
            assertThat(client.response().status()).isEqualTo(200);
            requireRejected(client, "byte " + control + " between requests");
        }
        assertThat(ROUTER.calls).doesNotContain("/smuggled");
        requireOthersAreServed();
    }

    /** Skipping cost CPU time without a limit. The server reads no more than a request line. */
    @Test
    void cve2026x50020EndlessControlBytes() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("\0".repeat(100));
            requireOthersAreServed();
            client.send("\0".repeat(10_000));
            int status = client.response().status();
            assertThat(status).isAnyOf(400, 414);
            assertThat(client.isAtEnd()).isTrue();
        }
        requireOthersAreServed();
    }
}
