package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.server.RawClient.RawResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams whose length is known before they begin. */
final class SizedStreamTest {
    private static final String HELLO = "hello, world";

    private HttpServer server;
    private RawClient client;

    /** Publishes its parts on the first request. */
    private record Parts(List<String> parts) implements Flow.Publisher<ByteBuf> {
        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
            subscriber.onSubscribe(new Flow.Subscription() {
                private boolean over;

                @Override
                public void request(long count) {
                    if (!over) {
                        over = true;
                        parts.forEach(part -> subscriber.onNext(Unpooled.copiedBuffer(part, US_ASCII)));
                        subscriber.onComplete();
                    }
                }

                @Override
                public void cancel() {
                    over = true;
                }
            });
        }
    }

    private static final class SizedRouter extends PlainRouter {
        SizedRouter() {
            super(
                    TrailingSlash.STRICT,
                    List.of(route(0, "/exact"), route(1, "/more"), route(2, "/less"), route(3, "/none")));
        }

        private static RouteInfo route(int number, String template) {
            return RouteInfo.of(number, "GET", template, "test.Handlers.sized");
        }

        @Override
        public void handle(int route, Request request, Response response) {
            switch (route) {
                case 1 -> response.stream(new Parts(List.of("hello", ", world", "HTTP/1.1 200 OK")), HELLO.length());
                case 2 -> response.stream(new Parts(List.of("hello")), HELLO.length());
                case 3 -> response.stream(new Parts(List.of()), 0);
                default -> response.stream(new Parts(List.of("hello", ", ", "", "world")), HELLO.length());
            }
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.builder(new SizedRouter())
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
    void sendsLengthAndKeepsConnection() throws IOException {
        client.get("/exact").get("/none").get("/exact");
        RawResponse first = client.response();
        assertThat(first.body()).isEqualTo(HELLO);
        assertThat(first.fields()).containsEntry("content-length", "12");
        assertThat(first.fields()).doesNotContainKey("transfer-encoding");
        RawResponse none = client.response();
        assertThat(none.fields()).containsEntry("content-length", "0");
        assertThat(client.response().body()).isEqualTo(HELLO);
    }

    @Test
    void headHasLengthAsWell() throws IOException {
        client.send("HEAD /exact HTTP/1.1\r\nHost: a\r\n\r\n").get("/exact");
        assertThat(client.responseToHead().fields()).containsEntry("content-length", "12");
        assertThat(client.response().body()).isEqualTo(HELLO);
    }

    @Test
    void clientOfHttp10KeepsItsConnection() throws IOException {
        String request = "GET /exact HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
        client.send(request + request);
        RawResponse first = client.response();
        assertThat(first.body()).isEqualTo(HELLO);
        assertThat(first.fields()).containsEntry("connection", "keep-alive");
        assertThat(client.response().body()).isEqualTo(HELLO);
    }

    @ParameterizedTest
    @CsvSource({"/more, 'hello, world'", "/less, hello"})
    void anotherLengthThanToldBreaksConnectionOff(String path, String sent) throws IOException {
        String end = " HTTP/1.1\r\nHost: a\r\n\r\n";
        client.send("GET " + path + end + "GET /exact" + end);
        assertThat(sent).startsWith(unlessReset(() -> client.response().body()));
        assertThat(unlessReset(client::rest)).isEmpty();
    }

    private interface Read {
        String text() throws IOException;
    }

    /** Returns the text that was read, or an empty text after a reset, which discards unread bytes. */
    private static String unlessReset(Read read) {
        try {
            return read.text();
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void rejectsNegativeLength() {
        EncodedResponse response = new EncodedResponse();
        Parts parts = new Parts(List.of());
        assertThrows(IllegalArgumentException.class, () -> response.stream(parts, -1));
    }
}
