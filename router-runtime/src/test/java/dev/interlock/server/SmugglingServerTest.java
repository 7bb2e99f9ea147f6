package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.agreement.SmugglingAttempts;
import dev.interlock.agreement.SmugglingAttempts.Attempt;
import dev.interlock.annotation.TrailingSlash;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.server.RawClient.RawResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attempts to smuggle a request over a socket: the client gets one response, the connection closes, and no handler
 * runs.
 */
final class SmugglingServerTest {
    private static final String LINE = "POST /echo HTTP/1.1\r\nHost: a\r\n";
    private static final String VICTIM = "GET " + SmugglingAttempts.SMUGGLED + " HTTP/1.1\r\nHost: a\r\n\r\n";

    private static final Executed ROUTER = new Executed();

    private static HttpServer server;

    /** Records the calls of its handlers. */
    private static final class Executed extends PlainRouter {
        private static final List<RouteInfo> ROUTES = List.of(
                RouteInfo.of(0, "POST", "/echo", "test.Handlers.echo").consumes("*/*"),
                RouteInfo.of(1, "GET", SmugglingAttempts.SMUGGLED, "test.Handlers.smuggled"));

        final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();

        Executed() {
            super(TrailingSlash.STRICT, ROUTES);
        }

        @Override
        public void handle(int route, Request request, Response response) {
            calls.add(ROUTES.get(route).template());
            response.body().append(request.body());
        }
    }

    static List<Attempt> attempts() {
        return SmugglingAttempts.all();
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

    @ParameterizedTest
    @MethodSource("attempts")
    void getsOneResponseAndRunsNoHandler(Attempt attempt) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            RawResponse result = client.send(attempt.wire()).response();
            assertThat(result.status()).isEqualTo(attempt.refusal().status());
            assertThat(result.isProblem()).isTrue();
            assertThat(result.fields()).containsEntry("connection", "close");
            assertThat(client.isAtEnd()).isTrue();
        }
        assertThat(ROUTER.calls).isEmpty();
    }

    /** RFC 9112 section 9.6: bytes after the last request are not processed. */
    @Test
    void runsNoHandlerAfterClose() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send(LINE + "Connection: close\r\nContent-Length: 2\r\n\r\nhi" + VICTIM);
            RawResponse result = client.response();
            assertThat(result.body()).isEqualTo("hi");
            assertThat(result.fields()).containsEntry("connection", "close");
            assertThat(client.isAtEnd()).isTrue();
        }
        assertThat(ROUTER.calls).containsExactly("/echo");
    }

    /** RFC 9112 section 9.3: HTTP/1.0 closes unless the client asks to keep the connection. */
    @Test
    void runsNoHandlerAfterRequestOfHttp10() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /echo HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi" + VICTIM);
            assertThat(client.response().body()).isEqualTo("hi");
            assertThat(client.isAtEnd()).isTrue();
        }
        assertThat(ROUTER.calls).containsExactly("/echo");
    }

    /**
     * RFC 9110 section 9.3.6: without a 2xx response, there is no tunnel, so the following bytes are the next request.
     */
    @Test
    void connectOpensNoTunnel() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n" + VICTIM);
            assertThat(client.response().status()).isAtLeast(400);
            assertThat(client.response().status()).isEqualTo(200);
        }
    }

    @Test
    void bodyThatLooksLikeRequestIsBody() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send(LINE + "Content-Length: " + VICTIM.length() + "\r\n\r\n" + VICTIM);
            assertThat(client.response().body()).isEqualTo(VICTIM);
        }
        assertThat(ROUTER.calls).containsExactly("/echo");
    }
}
