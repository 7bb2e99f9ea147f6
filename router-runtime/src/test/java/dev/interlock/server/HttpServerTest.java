package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.server.RawClient.RawResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HttpServerTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\n";

    private static final TestRouter ROUTER = new TestRouter();

    private static HttpServer server;

    private RawClient client;

    @BeforeAll
    static void start() {
        server = HttpServer.builder(ROUTER)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .maxRequestLine(256)
                .maxHead(1024)
                .maxFields(10)
                .maxBody(100_000)
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() throws IOException {
        client = new RawClient(server.port());
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    @Test
    void answersAndKeepsConnection() throws IOException {
        for (int i = 0; i < 3; i++) {
            RawResponse response = client.get("/hello").response();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("hello");
            assertThat(response.fields().keySet()).containsExactly("content-length", "content-type", "date");
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            requests.append("POST /echo" + END + "Content-Length: 3\r\n\r\n").append(100 + i);
        }
        client.send(requests.toString());
        for (int i = 0; i < 500; i++) {
            assertThat(client.response().body()).isEqualTo(String.valueOf(100 + i));
        }
    }

    @Test
    void answersHeadWithLengthOfGet() throws IOException {
        client.send("HEAD /hello" + END + "\r\n");
        RawResponse response = client.responseToHead();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.fields()).containsEntry("content-length", "5");
        assertThat(client.get("/hello").response().body()).isEqualTo("hello");
        client.send("HEAD /nothing" + END + "\r\n");
        assertThat(client.responseToHead().status()).isEqualTo(404);
        assertThat(client.get("/hello").response().body()).isEqualTo("hello");
    }

    @Test
    void answersOptions() throws IOException {
        RawResponse response = client.send("OPTIONS /hello" + END + "\r\n").response();
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.fields()).containsEntry("allow", "GET, HEAD, OPTIONS");
        assertThat(response.fields()).doesNotContainKey("content-length");
        assertThat(client.send("OPTIONS *" + END + "\r\n").response().fields())
                .containsEntry("allow", "GET, HEAD, POST, OPTIONS");
    }

    @Test
    void redirectsToPathWithoutItsSlash() throws IOException {
        RawResponse response = client.get("/hello/?a=b").response();
        assertThat(response.status()).isEqualTo(308);
        assertThat(response.fields()).containsEntry("location", "/hello?a=b");
    }

    /** @param open whether the connection stays open */
    record Row(String request, int status, boolean open) {}

    static List<Row> refusals() {
        String post = "POST /text" + END;
        return List.of(
                new Row("GET /nothing" + END + "\r\n", 404, true),
                new Row("GET /%zz" + END + "\r\n", 400, true),
                new Row("GET /text" + END + "\r\n", 405, true),
                new Row("BREW /text" + END + "\r\n", 501, true),
                new Row("CONNECT a:1" + END + "\r\n", 501, true),
                new Row("POST /nothing" + END + "Content-Length: 5\r\n\r\nhello", 404, true),
                new Row("POST /nothing" + END + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 404, true),
                new Row("POST /nothing" + END + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n", 404, false),
                new Row("POST /nothing" + END + "Content-Length: 70000\r\n\r\n", 404, false),
                new Row(post + "Content-Length: 1\r\nContent-Type: text/html\r\n\r\nx", 415, true),
                new Row(post + "Content-Length: 1\r\n\r\nx", 415, true),
                new Row(post + "Accept: image/png\r\n\r\n", 406, true),
                new Row(post + "Content-Type: text/plain\r\nContent-Length: 11\r\n\r\n12345678901", 413, true),
                new Row(post + "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n", 413, false),
                new Row(post + "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\nx", 400, false),
                new Row(post + "Content-Length: 1\r\nExpect: the best\r\n\r\nx", 417, true),
                new Row("GET /hello HTTP/1.1\r\n\r\n", 400, false),
                new Row("GET /hello HTTP/2.0\r\n\r\n", 505, false),
                new Row("GET /" + "x".repeat(300) + END + "\r\n", 414, false),
                new Row("GET /hello" + END + "X: " + "x".repeat(1000) + "\r\n\r\n", 431, false),
                new Row("GET /hello" + END + "X: x\r\n".repeat(10) + "\r\n", 431, false));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void rejects(Row row) throws IOException {
        RawResponse response = client.send(row.request()).response();
        assertThat(response.status()).isEqualTo(row.status());
        assertThat(response.isProblem()).isTrue();
        assertThat(response.body()).contains("\"status\":" + row.status());
        assertThat(response.fields().containsKey("connection")).isEqualTo(!row.open());
        if (row.open()) {
            assertThat(client.get("/hello").response().body()).isEqualTo("hello");
        } else {
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void rejectionsListAcceptedTypes() throws IOException {
        assertThat(client.get("/text").response().fields()).containsEntry("allow", "POST, OPTIONS");
        client.send("POST /text" + END + "Content-Length: 1\r\nContent-Type: a/b\r\n\r\nx");
        assertThat(client.response().fields()).containsEntry("accept", "text/plain");
    }

    @Test
    void readsBodiesLargerThanOneRead() throws IOException {
        String body = "0123456789".repeat(10_000);
        client.send("POST /echo" + END + "Content-Length: 100000\r\n\r\n" + body);
        assertThat(client.response().body()).isEqualTo(body);
        assertThat(client.get("/hello").response().body()).isEqualTo("hello");
    }

    @Test
    void sends100ForWantedBody() throws IOException {
        client.send("POST /echo" + END + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");
        assertThat(client.response().status()).isEqualTo(100);
        assertThat(client.send("hello").response().body()).isEqualTo("hello");
    }

    @Test
    void omits100ForReceivedBody() throws IOException {
        client.send("POST /echo" + END + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\nhello");
        assertThat(client.response().body()).isEqualTo("hello");
    }

    @Test
    void closesWhenAsked() throws IOException {
        RawResponse response =
                client.send("GET /hello" + END + "Connection: close\r\n\r\n").response();
        assertThat(response.body()).isEqualTo("hello");
        assertThat(response.fields()).containsEntry("connection", "close");
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void keepsConnectionOfHttp10OnlyWhenAsked() throws IOException {
        RawResponse kept = client.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                .response();
        assertThat(kept.fields()).containsEntry("connection", "keep-alive");
        RawResponse closed = client.send("GET /hello HTTP/1.0\r\n\r\n").response();
        assertThat(closed.fields()).containsEntry("connection", "close");
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void answersClientThatHasClosedItsHalf() throws IOException {
        client.get("/hello").get("/hello");
        client.halfClose();
        assertThat(client.response().body()).isEqualTo("hello");
        assertThat(client.response().body()).isEqualTo("hello");
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void closesWhenClientLeavesInMidRequest() throws IOException {
        client.send("GET /hel").halfClose();
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void hidesInternalsOfException() throws IOException {
        RawResponse response = client.get("/throw").response();
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.isProblem()).isTrue();
        assertThat(response.body()).contains("\"requestId\":\"");
        assertThat(response.body()).doesNotContain("secret");
        client.send("POST /error" + END + "Content-Length: 5\r\n\r\nhello");
        assertThat(client.response().status()).isEqualTo(500);
        assertThat(client.get("/hello").response().body()).isEqualTo("hello");
    }

    @Test
    void answersHttpExceptionWithItsProblem() throws IOException {
        RawResponse response = client.get("/gone").response();
        assertThat(response.status()).isEqualTo(410);
        assertThat(response.body()).contains("it was here");
        assertThat(response.fields()).containsEntry("x-since", "1999");
    }

    @Test
    void makesFewResponsesForClientThatDoesNotRead() throws Exception {
        for (int i = 0; i < 2000; i++) {
            client.get("/large");
        }
        try (RawClient other = new RawClient(server.port())) {
            assertThat(other.get("/hello").response().body()).isEqualTo("hello");
        }
        // The server stops once the buffers of both sockets are full. They hold fewer than 50 responses.
        assertThat(ROUTER.largeResponses.get()).isLessThan(50);
        for (int i = 0; i < 50; i++) {
            assertThat(client.response().body()).hasLength(TestRouter.LARGE_BYTES);
        }
    }

    @Test
    void namesPortThatIsInUse() {
        ServerBuilder second =
                HttpServer.builder(new TestRouter()).host("127.0.0.1").port(server.port());
        StartException e = assertThrows(StartException.class, second::start);
        assertThat(e).hasMessageThat().startsWith("Another process listens on port " + server.port());
        assertThat(e).hasMessageThat().doesNotContain("\n");
    }

    @Test
    void namesSettingThatIsOutOfRange() {
        ServerBuilder builder = HttpServer.builder(new TestRouter());
        assertThat(assertThrows(StartException.class, builder.port(70_000)::start))
                .hasMessageThat()
                .isEqualTo("The setting port is '70000' (builder), expected 0 to 65535. Tip: 0 selects a free port");
        assertThat(assertThrows(StartException.class, builder.port(0).maxHead(5)::start))
                .hasMessageThat()
                .startsWith("The setting max-head is '5' (builder), expected 16 to 1m bytes");
        assertThat(assertThrows(StartException.class, builder.maxHead(10_000).host("no such host")::start))
                .hasMessageThat()
                .startsWith("The host 'no such host' is not known");
        assertThat(assertThrows(StartException.class, builder.host("192.0.2.1")::start))
                .hasMessageThat()
                .startsWith("No interface of this machine has the address 192.0.2.1");
    }
}
