package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldLine;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.server.HttpServer;
import dev.interlock.server.RawClient;
import dev.interlock.testing.HandlerRouter;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestExchange;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interim responses from every kind of handler. */
@Timeout(30)
final class InterimResponsesTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String HINTS = "HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\n";

    private final BlockingQueue<CompletableFuture<String>> promises = new LinkedBlockingQueue<>();
    private final BlockingQueue<Response> responses = new LinkedBlockingQueue<>();
    private final HandlerRouter router = HandlerRouter.with()
            .get("/loop", (request, response) -> Results.writeText(hint(response), "loop"))
            .get("/plain", (request, response) -> Results.writeText(response, "plain"))
            .post(
                    "/gathered",
                    (request, response) -> Results.writeText(hint(response), request.body()),
                    route -> route.consumes("*/*"))
            .route("GET", "/later", this::later, route -> route.execution(Execution.ASYNCHRONOUS))
            .route("GET", "/blocking", this::block, route -> route.execution(Execution.BLOCKING))
            .route("GET", "/endless", InterimResponsesTest::repeat, route -> route.execution(Execution.BLOCKING))
            .route(
                    "GET",
                    "/elsewhere",
                    InterimResponsesTest::elsewhere,
                    route -> route.execution(Execution.ASYNCHRONOUS))
            .post(
                    "/read",
                    InterimResponsesTest::read,
                    route -> route.consumes("*/*").execution(Execution.BLOCKING).streamedBody(true))
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

    private static Response hint(Response response) {
        return response.earlyHints("</a.css>; rel=preload");
    }

    private CompletableFuture<String> promise() {
        CompletableFuture<String> promise = new CompletableFuture<>();
        promises.add(promise);
        return promise;
    }

    private void later(Request request, Response response) {
        hint(response).await(promise(), Results::writeText);
        responses.add(response);
    }

    private void block(Request request, Response response) throws Exception {
        hint(response);
        Results.writeText(response, promise().get(10, TimeUnit.SECONDS));
    }

    private static void repeat(Request request, Response response) {
        while (true) {
            response.interim(102);
        }
    }

    /** Sends hints from another thread, and then completes the response. */
    private static void elsewhere(Request request, Response response) throws Exception {
        Thread thread = new Thread(() -> hint(response));
        thread.start();
        thread.join();
        response.await(CompletableFuture.completedFuture("elsewhere"), Results::writeText);
    }

    private static void read(Request request, Response response) throws Exception {
        hint(response);
        try (InputStream in = Bodies.readInputStream(request)) {
            Results.writeText(response, "read " + in.readAllBytes().length);
        }
    }

    private CompletableFuture<String> nextPromise() throws InterruptedException {
        return requireNonNull(promises.poll(10, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/later", "/blocking"})
    void leaveWhileHandlerGoesOn(String path) throws Exception {
        for (TestClient client : new TestClient[] {socket, memory}) {
            try (TestExchange exchange = client.get(path).start()) {
                requireNonNull(exchange.interim())
                        .assertThat()
                        .hasStatus(103)
                        .hasHeader("link", "</a.css>; rel=preload")
                        .hasNoHeader("date");
                nextPromise().complete("then");
                assertThat(exchange.interim()).isNull();
                exchange.response().assertThat().hasStatus(200).hasBody("then");
            }
            client.get("/plain").send().assertThat().hasBody("plain");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "memory"})
    void precedesResponseOfEventLoopHandler(String way) {
        try (TestExchange exchange = client(way).get("/loop").start()) {
            assertThat(requireNonNull(exchange.interim()).status()).isEqualTo(103);
            assertThat(exchange.interim()).isNull();
            exchange.response().assertThat().hasBody("loop").hasNoHeader("link");
        }
        client(way).head("/loop").send().assertThat().hasStatus(200).hasNoBody();
        client(way).post("/gathered").text("abc").send().assertThat().hasBody("abc");
    }

    @Test
    void asynchronousCodeMaySendMore() throws Exception {
        try (TestExchange exchange = socket.get("/later").start()) {
            assertThat(requireNonNull(exchange.interim()).status()).isEqualTo(103);
            Response response = requireNonNull(responses.poll(10, TimeUnit.SECONDS));
            response.interim(102, FieldLine.of("x-done", "1"));
            requireNonNull(exchange.interim()).assertThat().hasStatus(102).hasHeader("x-done", "1");
            nextPromise().complete("then");
            exchange.response().assertThat().hasBody("then");
            // This call is too late, so no client may get the interim response.
            response.interim(102);
            socket.get("/plain").send().assertThat().hasBody("plain");
        }
    }

    @Test
    void keepsOrderOfPipelinedRequests() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /later" + END + "GET /loop" + END + "GET /blocking" + END);
            client.readUntil(HINTS);
            nextPromise().complete("first");
            client.readUntil("\r\n\r\nfirst" + HINTS + "HTTP/1.1 200 OK\r\n");
            client.readUntil("\r\n\r\nloop" + HINTS);
            nextPromise().complete("third");
            client.readUntil("\r\n\r\nthird");
        }
    }

    @Test
    void follows100Continue() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            client.readUntil("HTTP/1.1 100 Continue\r\n\r\n" + HINTS);
            client.send("abc");
            assertThat(client.response().body()).isEqualTo("read 3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/loop", "/blocking", "/later"})
    void clientsOfHttp10GetNone(String path) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET " + path + " HTTP/1.0\r\n\r\n");
            if (!path.equals("/loop")) {
                nextPromise().complete("done");
            }
            assertThat(client.rest()).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @Test
    void limitsBytesOfAllInterimResponses() {
        try (TestExchange exchange = socket.get("/endless").start()) {
            int count = 0;
            while (exchange.interim() != null) {
                count++;
            }
            assertThat(count).isEqualTo(256);
            exchange.response().assertThat().isProblem(500);
        }
    }

    /** A delayed task must not send the interim response of one client to another. */
    @Test
    void lateTaskReachesNoLaterRequest() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        EngineLoop loop = TestLoop.of(router, tasks::add);
        tasks.remove().run();
        Outbound first = new Outbound(UnpooledByteBufAllocator.DEFAULT);
        send(loop, first, "GET /elsewhere" + END);
        Runnable late = tasks.remove();
        assertThat(TestLoop.text(first)).endsWith("elsewhere");
        Outbound second = new Outbound(UnpooledByteBufAllocator.DEFAULT);
        Session session = send(loop, second, "GET /later" + END);
        assertThat(TestLoop.text(second)).isEqualTo(HINTS);
        late.run();
        assertThat(TestLoop.text(first)).isEmpty();
        assertThat(TestLoop.text(second)).isEmpty();
        promises.remove().complete("then");
        tasks.forEach(Runnable::run);
        assertThat(TestLoop.text(second)).endsWith("\r\n\r\nthen");
        session.closed();
    }

    private static Session send(EngineLoop loop, Outbound outbound, String request) {
        TestHost host = new TestHost(loop, outbound);
        Session session = TestLoop.session(loop, host);
        host.inbound.append(Unpooled.copiedBuffer(request, ISO_8859_1));
        while (session.step()) {
            // Continues with the next step.
        }
        host.inbound.settle();
        return session;
    }
}
