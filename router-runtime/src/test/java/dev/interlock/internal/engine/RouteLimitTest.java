package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.server.PlainRouter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;

/** Routes that have a limited number of exchanges at a time. */
final class RouteLimitTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\n\r\n";

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Runnable> blocking = new ArrayDeque<>();
    private final Routes router = new Routes();
    private final EngineLoop loop = TestLoop.observed(router, tasks::add, blocking::add);

    private static final class Routes extends PlainRouter {
        final Queue<CompletableFuture<String>> stages = new ArrayDeque<>();
        final SubmissionPublisher<ByteBuf> publisher = new SubmissionPublisher<>(Runnable::run, 16);
        int calls;

        Routes() {
            super(
                    TrailingSlash.STRICT,
                    List.of(
                            RouteInfo.of(0, "GET", "/stage", "test.Handlers.stage")
                                    .execution(Execution.ASYNCHRONOUS)
                                    .maxConcurrent(2),
                            RouteInfo.of(1, "POST", "/body", "test.Handlers.body")
                                    .execution(Execution.ASYNCHRONOUS)
                                    .consumes("*/*")
                                    .maxConcurrent(1),
                            RouteInfo.of(2, "GET", "/block", "test.Handlers.block")
                                    .execution(Execution.BLOCKING)
                                    .maxConcurrent(1),
                            RouteInfo.of(3, "GET", "/publish", "test.Handlers.publish")
                                    .maxConcurrent(1),
                            RouteInfo.of(4, "GET", "/hello", "test.Handlers.hello")
                                    .maxConcurrent(1)));
        }

        @Override
        public void handle(int route, Request request, Response response) {
            calls++;
            switch (route) {
                case 0, 1 -> {
                    CompletableFuture<String> stage = new CompletableFuture<>();
                    stages.add(stage);
                    response.await(stage, Results::writeText);
                }
                case 3 -> response.contentType("text/plain").stream(publisher);
                default -> Results.writeText(response, "hello");
            }
        }

        @Override
        public void finish(int route, Request request, Response response) {
            response.header("X-Filter", "seen");
        }
    }

    /** A client with a connection of its own. */
    private final class Client {
        final FaultyLink link = new FaultyLink();
        final Connection connection = loop.open(link);

        String send(String bytes) {
            connection.read(Unpooled.copiedBuffer(bytes, ISO_8859_1));
            connection.flush();
            return receive();
        }

        String receive() {
            run(tasks);
            run(link.tasks);
            return link.text();
        }
    }

    private static void run(Queue<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static void assertRejected(String response) {
        assertThat(response).startsWith("HTTP/1.1 503 ");
        assertThat(response).containsMatch("(?i)\r\nretry-after: 1\r\n");
        assertThat(response).contains("\"detail\":\"The server handles too many of these requests\"");
        assertThat(response).contains("\r\nX-Filter: seen\r\n");
    }

    @Test
    void rejectsExchangesBeyondLimit() {
        Client first = new Client();
        assertThat(first.send("GET /stage" + END)).isEmpty();
        assertThat(new Client().send("GET /stage" + END)).isEmpty();
        assertRejected(new Client().send("GET /stage" + END));
        assertThat(router.calls).isEqualTo(2);
        // The limit of one route does not affect other routes.
        assertThat(new Client().send("GET /hello" + END)).endsWith("hello");
        router.stages.remove().complete("first");
        assertThat(first.receive()).endsWith("first");
        assertThat(new Client().send("GET /stage" + END)).isEmpty();
        assertRejected(new Client().send("GET /stage" + END));
    }

    @Test
    void rejectsBeforeBodyIsRead() {
        String head = "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n";
        Client first = new Client();
        // An exchange already counts while its body is arriving.
        assertThat(first.send(head)).isEmpty();
        assertRejected(new Client().send(head));
        first.connection.closed();
        assertThat(new Client().send(head)).isEmpty();
    }

    @Test
    void countsHandlerWhoseClientHasLeft() {
        Client first = new Client();
        first.send("GET /block" + END);
        Runnable call = blocking.remove();
        Client second = new Client();
        // The handler has returned on its thread, but the loop has not processed this yet.
        call.run();
        first.connection.closed();
        second.connection.read(Unpooled.copiedBuffer("GET /block" + END, ISO_8859_1));
        second.connection.flush();
        assertRejected(second.link.text());
        run(tasks);
        assertThat(second.send("GET /block" + END)).isEmpty();
    }

    @Test
    void freesPlaceOfCallThatNeverRuns() {
        Client first = new Client();
        first.send("GET /block" + END);
        first.connection.closed();
        assertThat(new Client().send("GET /block" + END)).isEmpty();
    }

    @Test
    void countsStreamUntilItsEnd() {
        Client first = new Client();
        first.send("GET /publish" + END);
        router.publisher.submit(Unpooled.copiedBuffer("part", ISO_8859_1));
        assertThat(first.receive()).contains("part");
        assertRejected(new Client().send("GET /publish" + END));
        router.publisher.close();
        first.receive();
        assertThat(new Client().send("GET /publish" + END)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void limitIsAtLeastOne() {
        RouteInfo route = RouteInfo.of(0, "GET", "/", "test.Handlers.handle");
        assertThat(assertThrows(IllegalArgumentException.class, () -> route.maxConcurrent(0)))
                .hasMessageThat()
                .contains("0 exchanges");
    }
}
