package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.engine.HandlerCall;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text of clients can neither begin a line of the log nor control the terminal that shows it. */
@Timeout(30)
final class LogInjectionTest {
    private static final String FORGED = "x%0AERROR forged%1B[2J%E2%80%A8%E2%80%AE";

    /** Routes that fail with text of the client, such as the name of a member. */
    private static final class NamingRouter extends PlainRouter {
        NamingRouter() {
            super(
                    TrailingSlash.STRICT,
                    List.of(
                            RouteInfo.of(0, "POST", "/unknown", "test.Names.unknown"),
                            RouteInfo.of(1, "POST", "/fails", "test.Names.fails"),
                            RouteInfo.of(2, "POST", "/unavailable", "test.Names.unavailable"),
                            RouteInfo.of(3, "POST", "/caused", "test.Names.caused")));
        }

        @Override
        public void handle(int route, Request request, Response response) {
            String name = URLDecoder.decode(request.body().toString(), UTF_8);
            switch (route) {
                case 0 -> throw new HttpException(400, "no property " + name);
                case 1 -> throw new IllegalStateException("no property " + name);
                case 2 -> throw new HttpException(503, "no store of " + name);
                default -> throw new IllegalStateException("plain", new IOException(name));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/unknown, 400", "/fails, 500", "/unavailable, 503", "/caused, 500"})
    void escapesTextOfClient(String path, int status) throws Exception {
        CapturedLog.debug(HandlerCall.class, true);
        try (HttpServer server = HttpServer.builder(new NamingRouter())
                        .host("127.0.0.1")
                        .port(0)
                        .eventLoopThreads(1)
                        .start();
                RawClient client = new RawClient(server.port());
                CapturedLog log = new CapturedLog()) {
            client.send("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + FORGED.length() + "\r\n\r\n"
                    + FORGED);
            assertThat(client.response().status()).isEqualTo(status);
            assertThat(log.lines("forged")).isNotEmpty();
            for (String line : log.lines()) {
                assertWithMessage(line)
                        .that(line)
                        .doesNotContainMatch("^ERROR|[\\x00-\\x08\\x0b-\\x1f\\x7f\\u2028\\u202e]");
            }
        } finally {
            CapturedLog.debug(HandlerCall.class, false);
        }
    }

    @Test
    void escapesProblemTextInException() {
        assertThat(new HttpException(400, "no\nname").getMessage()).isEqualTo("400 Bad Request: no\\nname");
        assertThat(new HttpException(400, "no\nname").problem().detail()).isEqualTo("no\nname");
    }
}
