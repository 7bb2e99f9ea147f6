package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldLine;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.testing.HandlerRouter;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestConnection;
import dev.interlock.testing.TestResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trailer fields of requests and responses, over sockets and without. */
@Timeout(30)
final class TrailersTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\n";
    private static final String CHUNKED = END + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String TAKES_TRAILERS = END + "TE: trailers\r\n\r\n";

    private final AtomicInteger published = new AtomicInteger();
    private final BlockingQueue<IllegalStateException> early = new LinkedBlockingQueue<>();
    private final HandlerRouter router = HandlerRouter.with()
            .post("/loop", TrailersTest::tell, TrailersTest::reading)
            .post("/blocking", TrailersTest::tell, route -> reading(route).execution(Execution.BLOCKING))
            .post(
                    "/stored",
                    TrailersTest::tell,
                    route -> reading(route)
                            .execution(Execution.BLOCKING)
                            .streamedBody(true)
                            .storedBody(true))
            .post(
                    "/read",
                    this::read,
                    route -> reading(route).execution(Execution.BLOCKING).streamedBody(true))
            .post(
                    "/subscribe",
                    TrailersTest::subscribe,
                    route -> reading(route).execution(Execution.ASYNCHRONOUS).streamedBody(true))
            .post(
                    "/ignore",
                    (request, response) -> Results.writeText(response, "ignored"),
                    route -> reading(route).execution(Execution.BLOCKING).streamedBody(true))
            .get(
                    "/whole",
                    (request, response) ->
                            Results.writeText(response.trailer("a", "1").trailer("B", "2"), "hello"))
            .get("/buffer", (request, response) -> response.trailer("a", "1").buffer(letters(100_000)))
            .get("/empty", (request, response) -> response.trailer("a", "1"))
            .get(
                    "/no-content",
                    (request, response) -> response.trailer("a", "1").status(204))
            .get("/plain", (request, response) -> Results.writeText(response, "plain"))
            .get(
                    "/stream",
                    (request, response) -> response.trailer("a", "1").trailers(this::count).stream(publisher(3)))
            .get("/sized", (request, response) -> response.trailers(this::count).stream(publisher(3), 3))
            .get("/none", (request, response) -> response.trailers(List::of).stream(publisher(1)))
            .get(
                    "/failing",
                    (request, response) -> response
                            .trailers(() -> {
                                throw new IllegalStateException("a secret");
                            })
                            .stream(publisher(3)))
            .get(
                    "/failing-whole",
                    (request, response) -> Results.writeText(
                            response.trailers(() -> {
                                throw new IllegalStateException("a secret");
                            }),
                            "hello"))
            .get("/thrown", (request, response) -> {
                response.trailer("a", "1");
                throw new IllegalStateException("a secret");
            })
            .router();

    private HttpServer server;
    private TestClient socket;
    private TestClient memory;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.builder(router).port(0).start();
        socket = TestClient.to("127.0.0.1", server.port());
        memory = TestClient.of(router);
    }

    @AfterEach
    void stop() {
        socket.close();
        memory.close();
        server.close();
    }

    private TestClient client(String way) {
        return way.equals("socket") ? socket : memory;
    }

    private static RouteInfo reading(RouteInfo route) {
        return route.consumes("*/*");
    }

    private static void tell(Request request, Response response) {
        Results.writeText(response, request.trailer("a") + " " + request.trailer("authorization"));
    }

    private void read(Request request, Response response) throws Exception {
        try (InputStream in = Bodies.readInputStream(request)) {
            assertThat(in.read()).isEqualTo('a');
            early.add(assertThrows(IllegalStateException.class, () -> request.trailer("a")));
            Results.writeText(response, in.readAllBytes().length + " " + request.trailer("a"));
        }
    }

    private static void subscribe(Request request, Response response) {
        CompletableFuture<String> result = new CompletableFuture<>();
        Bodies.readPublisher(request).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuf buffer) {
                buffer.release();
            }

            @Override
            public void onError(Throwable cause) {
                result.completeExceptionally(cause);
            }

            @Override
            public void onComplete() {
                result.complete(request.trailer("a") + " " + request.trailer("authorization"));
            }
        });
        response.await(result, Results::writeText);
    }

    private List<FieldLine> count() {
        return List.of(FieldLine.of("count", "" + published.get()));
    }

    /** Publishes a number of letters, one at a time. */
    private Flow.Publisher<ByteBuf> publisher(int letters) {
        published.set(0);
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                for (long i = 0; i < count && published.get() < letters; i++) {
                    published.incrementAndGet();
                    subscriber.onNext(letters(1));
                }
                if (published.get() == letters) {
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {
                published.set(letters + 1);
            }
        });
    }

    private static ByteBuf letters(int count) {
        return Unpooled.copiedBuffer("x".repeat(count), ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "memory"})
    void handlersReadTrailerFields(String way) {
        try (TestConnection connection = client(way).connect()) {
            for (String path : List.of("/loop", "/blocking", "/stored", "/subscribe")) {
                String request = "POST " + path + CHUNKED + "3\r\nabc\r\n0\r\n";
                connection.send(request + "A: 7\r\nAuthorization: x\r\nContent-Length: 5\r\n\r\n");
                connection.receive().assertThat().hasBody("7 null");
                // This request uses the objects of the one before.
                connection.send(request + "\r\n");
                connection.receive().assertThat().hasBody("null null");
                connection.send("POST " + path + END + "Content-Length: 1\r\n\r\nx");
                connection.receive().assertThat().hasBody("null null");
            }
        }
    }

    @Test
    void streamingHandlersReadTrailerFieldsAfterBody() throws Exception {
        try (TestConnection connection = socket.connect()) {
            connection.send("POST /read" + CHUNKED + "3\r\nabc\r\n");
            assertThat(early.poll(10, TimeUnit.SECONDS))
                    .hasMessageThat()
                    .isEqualTo("The trailer fields have not arrived. Tip: first read the body to its end");
            connection.send("2\r\nde\r\n0\r\na: 7\r\n");
            connection.send("\r\n");
            connection.receive().assertThat().hasBody("4 7");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "memory"})
    void dropsTrailerFieldsOfIgnoredBody(String way) {
        try (TestConnection connection = client(way).connect()) {
            connection.send("POST /ignore" + CHUNKED + "1\r\nx\r\n");
            connection.receive().assertThat().hasBody("ignored");
            connection.send("0\r\na: 7\r\n\r\nPOST /subscribe" + CHUNKED + "1\r\nx\r\n0\r\n\r\n");
            connection.receive().assertThat().hasBody("null null");
            connection.send("POST /nothing" + CHUNKED + "1\r\nx\r\n0\r\na: 7\r\n\r\n");
            connection.receive().assertThat().isProblem(404);
            connection.send("POST /loop" + CHUNKED + "1\r\nx\r\n0\r\n\r\n");
            connection.receive().assertThat().hasBody("null null");
        }
    }

    @Test
    void sendsTrailerFieldsAfterBody() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /whole" + TAKES_TRAILERS);
            client.readUntil(
                    "\r\nTransfer-Encoding: chunked\r\nTrailer: a, B\r\n\r\n5\r\nhello\r\n0\r\na: 1\r\nB: 2\r\n\r\n");
            client.send("GET /empty" + TAKES_TRAILERS);
            client.readUntil("\r\nTransfer-Encoding: chunked\r\nTrailer: a\r\n\r\n0\r\na: 1\r\n\r\n");
            client.send("GET /none" + TAKES_TRAILERS);
            client.readUntil("\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n");
            client.send("GET /plain" + TAKES_TRAILERS);
            client.readUntil("\r\nContent-Length: 5\r\n\r\nplain");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "memory"})
    void callsSourceAtEndOfStream(String way) {
        for (String path : List.of("/stream", "/sized")) {
            TestResponse response =
                    client(way).get(path).header("te", "trailers").send();
            response.assertThat()
                    .hasBody("xxx")
                    .hasHeader("transfer-encoding", "chunked")
                    .hasNoHeader("content-length");
            assertThat(response.trailer("count")).isEqualTo("3");
            assertThat(response.trailer("a")).isEqualTo(path.equals("/stream") ? "1" : null);
        }
        TestResponse buffer =
                client(way).get("/buffer").header("te", "trailers").send();
        assertThat(buffer.bytes()).hasLength(100_000);
        assertThat(buffer.trailer("a")).isEqualTo("1");
        assertThat(client(way).get("/plain").header("te", "trailers").send().trailers())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "memory"})
    void omitsTrailerFieldsThatClientsDoNotAccept(String way) throws Exception {
        client(way)
                .get("/whole")
                .send()
                .assertThat()
                .hasHeader("content-length", "5")
                .hasBody("hello")
                .hasNoHeader("trailer");
        client(way)
                .get("/sized")
                .send()
                .assertThat()
                .hasHeader("content-length", "3")
                .hasBody("xxx");
        TestResponse stream = client(way).get("/stream").send();
        stream.assertThat().hasBody("xxx").hasNoHeader("trailer");
        assertThat(stream.trailers()).isEmpty();
        client(way).get("/failing-whole").send().assertThat().hasBody("hello");
        client(way)
                .head("/whole")
                .header("te", "trailers")
                .send()
                .assertThat()
                .hasNoBody()
                .hasHeader("content-length", "5");
        client(way)
                .get("/no-content")
                .header("te", "trailers")
                .send()
                .assertThat()
                .hasStatus(204)
                .hasNoHeader("trailer");
        TestResponse problem =
                client(way).get("/thrown").header("te", "trailers").send();
        problem.assertThat().isProblem(500);
        assertThat(problem.trailers()).isEmpty();
    }

    @Test
    void clientsOfHttp10GetNone() throws Exception {
        for (String path : List.of("/whole", "/stream", "/sized")) {
            try (RawClient client = new RawClient(server.port())) {
                client.send("GET " + path + " HTTP/1.0\r\nTE: trailers\r\n\r\n");
                String result = client.rest();
                assertThat(result).endsWith(path.equals("/whole") ? "\r\n\r\nhello" : "\r\n\r\nxxx");
                assertThat(result).doesNotContain("chunked");
                assertThat(result).doesNotContain("Trailer");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/failing", "/failing-whole"})
    void failedSourceBreaksOffResponse(String path) {
        for (TestClient client : List.of(socket, memory)) {
            assertThat(assertThrows(
                            AssertionError.class,
                            () -> client.get(path).header("te", "trailers").send()))
                    .hasMessageThat()
                    .doesNotContain("secret");
            client.get("/plain").send().assertThat().hasBody("plain");
        }
    }
}
