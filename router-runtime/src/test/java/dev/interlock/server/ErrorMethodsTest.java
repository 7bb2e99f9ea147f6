package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.engine.HandlerCall;
import dev.interlock.server.RawClient.RawResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Log and response when a method for errors is called, fails itself, or is missing. */
@Timeout(60)
final class ErrorMethodsTest {
    private HttpServer server;
    private RawClient client;

    /** Has neither cause nor stack trace. */
    private static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Busy() {
            super("busy", null, false, false);
        }
    }

    private static final class Routes extends PlainRouter {
        private static final List<RouteInfo> ROUTES = List.of(
                RouteInfo.of(0, "GET", "/answered", "t.T.answered"),
                RouteInfo.of(1, "GET", "/refused", "t.T.refused"),
                RouteInfo.of(2, "GET", "/fails-again", "t.T.failsAgain"),
                RouteInfo.of(3, "GET", "/thrown-on", "t.T.thrownOn"),
                RouteInfo.of(4, "GET", "/bad-gateway", "t.T.badGateway"),
                RouteInfo.of(5, "GET", "/unauthorized", "t.T.unauthorized"),
                RouteInfo.of(6, "GET", "/busy", "t.T.busy"));

        Routes() {
            super(TrailingSlash.STRICT, ROUTES);
        }

        @Override
        public void handle(int route, Request request, Response response) {
            switch (route) {
                case 4 -> throw new HttpException(502, "The bank is closed.", new IllegalStateException("a secret"));
                case 5 -> response.status(401);
                case 6 -> throw new Busy();
                default -> throw new IllegalStateException("first");
            }
        }

        @Override
        public boolean onError(int route, Throwable thrown, Request request, Response response) {
            switch (route) {
                case 0, 6 -> response.startOver(503).body().append("answered");
                case 1 -> response.startOver(409).body().append("refused");
                case 2 -> throw new IllegalArgumentException("second");
                case 3 -> throw (IllegalStateException) thrown;
                default -> {
                    return false;
                }
            }
            return true;
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.builder(new Routes())
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .start();
        client = new RawClient(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void logsServerErrorOnce() throws IOException {
        try (CapturedLog log = new CapturedLog()) {
            RawResponse result = client.get("/answered").response();
            assertThat(result.status()).isEqualTo(503);
            assertThat(result.body()).isEqualTo("answered");
            assertThat(log.lines("GET /answered in t.T.answered failed, request id "))
                    .hasSize(1);
            assertThat(log.lines("IllegalStateException: first")).hasSize(1);
        }
    }

    @Test
    void logsUnavailabilityWithoutStackTraceAtDebugOnly() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            assertThat(client.get("/busy").response().status()).isEqualTo(503);
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void logsClientErrorAtDebugOnly() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            assertThat(client.get("/refused").response().status()).isEqualTo(409);
            assertThat(log.lines()).isEmpty();
            CapturedLog.debug(HandlerCall.class, true);
            client.get("/refused").response();
            assertThat(log.lines("GET /refused in t.T.refused rejected a request, request id "))
                    .hasSize(1);
        } finally {
            CapturedLog.debug(HandlerCall.class, false);
        }
    }

    @Test
    void logsFailedMethodWithOriginalException() throws IOException {
        try (CapturedLog log = new CapturedLog()) {
            RawResponse result = client.get("/fails-again").response();
            assertThat(result.status()).isEqualTo(500);
            assertThat(result.isProblem()).isTrue();
            assertThat(result.body()).startsWith("{\"title\":\"Internal Server Error\",\"status\":500,\"instance\"");
            assertThat(log.lines("ERROR")).hasSize(1);
            assertThat(log.lines("IllegalArgumentException: second")).hasSize(1);
            assertThat(log.lines("Suppressed: java.lang.IllegalStateException: first"))
                    .hasSize(1);
        }
    }

    @Test
    void methodMayRethrow() throws IOException {
        try (CapturedLog log = new CapturedLog()) {
            assertThat(client.get("/thrown-on").response().status()).isEqualTo(500);
            assertThat(log.lines("IllegalStateException: first")).hasSize(1);
        }
    }

    @Test
    void logsHttpExceptionOfServerOnce() throws IOException {
        try (CapturedLog log = new CapturedLog()) {
            RawResponse result = client.get("/bad-gateway").response();
            assertThat(result.status()).isEqualTo(502);
            assertThat(result.body()).contains("\"detail\":\"The bank is closed.\",\"instance\":\"/bad-gateway\"");
            assertThat(result.body()).doesNotContain("secret");
            assertThat(log.lines("ERROR")).hasSize(1);
        }
    }

    @Test
    void unauthorizedResponseHasChallenge() throws IOException {
        assertThat(client.get("/unauthorized").response().fields()).containsEntry("www-authenticate", "Bearer");
    }
}
