package dev.interlock.testing;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.StringValue;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldNames;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests which requests the client sends, and that it reads every kind of response. */
final class TestClientTest {
    private static final FieldNames FIELDS = FieldNames.of("a", "b");

    private final BlockingQueue<CompletableFuture<String>> promises = new LinkedBlockingQueue<>();
    private final BlockingQueue<SubmissionPublisher<String>> publishers = new LinkedBlockingQueue<>();
    private final HandlerRouter router = HandlerRouter.with()
            .get("/hello", (request, response) -> Results.writeText(response, "hello"))
            .get("/target", (request, response) -> Results.writeText(response, request.target()))
            .get("/cookies", (request, response) -> Results.writeText(response, request.header("cookie") + ""))
            .get("/login", (request, response) -> {
                response.addHeader("set-cookie", "session=7; Path=/; Secure; HttpOnly; SameSite=Lax; Partitioned");
                response.addHeader("set-cookie", "narrow=1; Path=/narrow").status(204);
            })
            .get(
                    "/logout",
                    (request, response) -> response.addHeader("set-cookie", "session=; Path=/; Max-Age=0")
                            .status(204))
            .get("/gone", (request, response) -> {
                throw new HttpException(410, "It was here").with("since", List.of(1999, 2.5));
            })
            .get(
                    "/json",
                    (request, response) -> response.contentType("application/json")
                            .body()
                            .append("{\"items\":[{\"a/b\":1.50}],\"ok\":true,\"none\":null}"))
            .post("/echo", TestClientTest::echo, route -> route.consumes("*/*").maxBody(20_000_000))
            .post("/form", TestClientTest::form, route -> route.consumes("application/x-www-form-urlencoded"))
            .post("/parts", TestClientTest::parts, route -> route.consumes("multipart/form-data"))
            .post(
                    "/count",
                    TestClientTest::count,
                    route -> route.consumes("*/*")
                            .maxBody(20_000_000)
                            .execution(Execution.BLOCKING)
                            .streamedBody(true))
            .route("GET", "/later", this::later, route -> route.execution(Execution.ASYNCHRONOUS))
            .route("GET", "/events", this::events, route -> route.execution(Execution.ASYNCHRONOUS))
            .route(
                    "GET",
                    "/blocking",
                    (request, response) ->
                            Results.writeText(response, Thread.currentThread().getName()),
                    route -> route.execution(Execution.BLOCKING))
            .router();
    private final TestClient client = TestClient.of(router);

    private static void echo(Request request, Response response) {
        response.contentType(String.valueOf(request.contentType())).body().append(request.body());
    }

    private static void form(Request request, Response response) {
        Results.writeText(
                response,
                request.form(FIELDS).first(0) + "|" + request.form(FIELDS).first(1));
    }

    private static void parts(Request request, Response response) {
        Results.writeText(response, request.parts(FIELDS).all(0) + "");
    }

    private static void count(Request request, Response response) throws Exception {
        try (InputStream in = Bodies.readInputStream(request)) {
            Results.writeText(response, in.readAllBytes().length);
        }
    }

    private void later(Request request, Response response) {
        CompletableFuture<String> promise = new CompletableFuture<>();
        promises.add(promise);
        response.await(promise, Results::writeText);
    }

    private void events(Request request, Response response) {
        SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 16);
        publishers.add(publisher);
        Results.streamText(response, publisher);
    }

    @AfterEach
    void leave() {
        client.close();
    }

    @Test
    void readsStatusFieldsAndBody() {
        TestResponse response = client.get("/hello").header("accept", "text/*").send();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
        assertThat(response.header("etag")).isNull();
        assertThat(response.text()).isEqualTo("hello");
        assertThat(response.bytes()).isEqualTo("hello".getBytes(UTF_8));
        assertThat(response.headers().stream().map(Map.Entry::getKey)).contains("Content-Length");
    }

    @Test
    void headResponseHasNoBodyAndKeepsConnection() {
        client.head("/hello")
                .send()
                .assertThat()
                .hasStatus(200)
                .hasHeader("content-length", "5")
                .hasNoBody();
        client.get("/hello").send().assertThat().hasBody("hello");
    }

    @Test
    void escapesQueries() {
        client.get("/target?x=1").query("name", "Ada & Co").send().assertThat().hasBody("/target?x=1&name=Ada+%26+Co");
        assertThrows(IllegalArgumentException.class, () -> client.get("/a b"));
        assertThrows(IllegalArgumentException.class, () -> client.get("/hello").header("a", "b\r\nc: d"));
    }

    @Test
    void sendsBodiesOfEveryKind() {
        client.post("/echo").text("häh").send().assertThat().hasBody("häh").hasContentType("text/plain");
        byte[] bytes = new byte[3_000_000];
        client.post("/echo").bytes("image/png", bytes).send().assertThat().hasBody(bytes);
        client.post("/echo").json("{\"a\":1}").send().assertThat().hasJson("{ \"a\" : 1 }");
        client.post("/form").form("b", "2&3", "a", "1").send().assertThat().hasBody("1|2&3");
        client.post("/parts")
                .multipart(Multipart.of().field("a", "1").file("b", "x", "image/png", new byte[9]))
                .send()
                .assertThat()
                .hasBody("[part a, 1 bytes]");
        StringValue message = StringValue.of("hi");
        TestResponse echoed = client.post("/echo").message(message).send();
        assertThat(echoed.message(StringValue.parser())).isEqualTo(message);
    }

    @Test
    void sendsBodyWhileHandlerWaits() {
        client.post("/count")
                .bytes("image/png", new byte[5_000_000])
                .send()
                .assertThat()
                .hasBody("5000000");
    }

    @Test
    void awaitsBlockingHandlers() {
        client.get("/blocking").send().assertThat().hasBodyContaining("interlock-blocking-");
    }

    @Test
    void awaitsStageOfTest() throws InterruptedException {
        try (TestExchange exchange = client.get("/later").start()) {
            // The first exchange still uses its connection, so this request uses another connection.
            client.get("/hello").send().assertThat().hasBody("hello");
            promises.take().complete("done");
            exchange.response().assertThat().hasStatus(200).hasBody("done");
        }
    }

    @Test
    void stopsAtTimeout() {
        AssertionError failure = assertThrows(
                AssertionError.class,
                () -> client.get("/later").timeout(Duration.ofMillis(1)).send());
        assertThat(failure).hasMessageThat().contains("not complete within 1 ms");
        assertThat(failure).hasMessageThat().contains("GET /later HTTP/1.1");
        client.get("/hello").send().assertThat().hasBody("hello");
    }

    @Test
    void readsStreamPieceByPiece() throws InterruptedException {
        try (TestExchange exchange = client.get("/events").start()) {
            SubmissionPublisher<String> publisher = publishers.take();
            publisher.submit("data: 1\n\n");
            assertThat(exchange.nextText()).isEqualTo("data: 1\n\n");
            assertThat(exchange.status()).isEqualTo(200);
            assertThat(exchange.header("transfer-encoding")).isEqualTo("chunked");
            publisher.submit("data: 2\n\n");
            assertThat(exchange.next()).isEqualTo("data: 2\n\n".getBytes(UTF_8));
            publisher.close();
            assertThat(exchange.next()).isNull();
            exchange.response().assertThat().hasBody("data: 1\n\ndata: 2\n\n");
        }
        client.get("/hello").send().assertThat().hasBody("hello");
    }

    @Test
    void closingCancelsStream() throws InterruptedException {
        SubmissionPublisher<String> publisher;
        try (TestExchange exchange = client.get("/events").start()) {
            publisher = publishers.take();
            publisher.submit("1");
            assertThat(exchange.nextText()).isEqualTo("1");
        }
        assertThat(publisher.hasSubscribers()).isFalse();
    }

    @Test
    void brokenStreamFails() throws InterruptedException {
        try (TestExchange exchange = client.get("/events").start()) {
            SubmissionPublisher<String> publisher = publishers.take();
            publisher.submit("1");
            assertThat(exchange.nextText()).isEqualTo("1");
            publisher.closeExceptionally(new IllegalStateException("broken"));
            AssertionError failure = assertThrows(AssertionError.class, exchange::response);
            assertThat(failure).hasMessageThat().contains("closed before the response was complete");
        }
    }

    @Test
    void readsJsonByPointers() {
        TestResponse response = client.get("/json").send();
        assertThat(response.json("/ok")).isEqualTo(true);
        assertThat(response.json("/none")).isNull();
        response.assertThat().hasJson("/items/0/a~1b", 1.5).hasJson("/none", null);
        AssertionError failure = assertThrows(AssertionError.class, () -> response.json("/items/1"));
        assertThat(failure).hasMessageThat().contains("nothing at '/items/1': no '1'");
    }

    @Test
    void readsProblems() {
        TestProblem problem = client.get("/gone").send().problem();
        assertThat(problem.status()).isEqualTo(410);
        assertThat(problem.type()).isEqualTo("about:blank");
        assertThat(problem.title()).isEqualTo("Gone");
        assertThat(problem.detail()).isEqualTo("It was here");
        assertThat(problem.at("/since/0")).isEqualTo(1999);
    }

    @Test
    void keepsCookiesOnRequest() {
        client.get("/login").send();
        client.get("/cookies").send().assertThat().hasBody("null");
        client.keepCookies();
        TestResponse login = client.get("/login").send();
        login.assertThat().hasCookie("session", "7").hasCookie("narrow", "1");
        client.get("/cookies").send().assertThat().hasBody("session=7");
        client.get("/cookies")
                .cookie("a", "b")
                .cookie("c", "d")
                .send()
                .assertThat()
                .hasBody("a=b; c=d");
        client.get("/logout").send();
        client.get("/cookies").send().assertThat().hasBody("null");
    }

    @Test
    void sendsClientFieldsWithEveryRequest() {
        client.header("cookie", "always=1");
        client.get("/cookies").send().assertThat().hasBody("always=1");
        client.get("/cookies").send().assertThat().hasBody("always=1");
    }

    @Test
    void anotherThreadMayContinue() {
        client.get("/hello").send();
        CompletableFuture.runAsync(
                        () -> client.get("/hello").send().assertThat().hasBody("hello"))
                .join();
    }

    @Test
    void sendsRawBytes() {
        try (TestConnection connection = client.connect()) {
            connection.send("HEAD /hello HTTP/1.1\r\nHost: test\r\n\r\nGET /hello HTT");
            connection.receive().assertThat().hasStatus(200).hasNoBody();
            connection.send("P/1.1\r\nHost: test\r\n\r\n").send("GET /gone HTTP/1.1\r\nHost: test\r\n\r\n");
            connection.receive().assertThat().hasBody("hello");
            connection.receive().assertThat().isProblem(410);
            assertThat(connection.isClosed()).isFalse();
            connection.send("GET / HTTP/9.9\r\n\r\n");
            connection.receive().assertThat().isProblem(505);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void reconnectsAfterClosingResponse() {
        client.get("/hello").header("connection", "close").send().assertThat().hasHeader("connection", "close");
        client.get("/hello").send().assertThat().hasNoHeader("connection");
    }
}
