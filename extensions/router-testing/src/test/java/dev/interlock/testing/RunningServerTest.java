package dev.interlock.testing;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Response;
import dev.interlock.server.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests two cases: one server for all tests of a class, and a new server for each test. */
final class RunningServerTest {
    private static int started;

    private static final Queue<Response> KEPT = new ConcurrentLinkedQueue<>();

    private static HandlerRouter router() {
        started++;
        return HandlerRouter.with()
                .get("/hello", (request, response) -> Results.writeText(response, "hello"))
                .get("/kept", (request, response) -> KEPT.add(response))
                .route(
                        "GET",
                        "/blocking",
                        (request, response) -> Results.writeText(response, "blocking"),
                        route -> route.execution(Execution.BLOCKING))
                .post(
                        "/echo",
                        (request, response) -> response.body().append(request.body()),
                        route -> route.consumes("*/*"))
                .router();
    }

    @RegisterExtension
    static final RunningServer server = RunningServer.of(RunningServerTest::router, builder -> builder.maxBody(10));

    @Test
    void respondsOverSocket(TestClient client) {
        client.get("/hello").send().assertThat().hasStatus(200).hasBody("hello");
        client.head("/hello").send().assertThat().hasStatus(200).hasNoBody();
        client.get("/blocking").send().assertThat().hasBody("blocking");
        client.post("/echo").text("0123456789").send().assertThat().hasBody("0123456789");
        client.post("/echo").text("01234567890").send().assertThat().isProblem(413);
        client.get("/nothing").send().assertThat().isProblem(404);
        assertThat(client).isSameInstanceAs(server.client());
    }

    @Test
    void isStrict(TestClient client) {
        client.get("/kept").send().assertThat().hasStatus(200);
        client.get("/hello").send().assertThat().hasStatus(200);
        Response kept = KEPT.remove();
        IllegalStateException thrown = assertThrows(IllegalStateException.class, kept::status);
        assertThat(thrown).hasMessageThat().contains("The Response was used after the end of its request (GET /kept)");
    }

    @Test
    void sendsRawBytesOverSocket() {
        try (TestConnection connection = server.client().connect()) {
            connection.send("GET /hello HTTP/1.1\r\nHost: test\r\n\r\n".repeat(2));
            connection.receive().assertThat().hasBody("hello");
            connection.receive().assertThat().hasBody("hello");
            connection.send("nonsense\r\n\r\n");
            connection.receive().assertThat().isProblem(400);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void hasUriForOtherClients(URI root, HttpServer running) throws IOException, InterruptedException {
        assertThat(server.uri("/hello")).isEqualTo(root.resolve("hello"));
        assertThat(server.port()).isEqualTo(running.port());
        HttpRequest request = HttpRequest.newBuilder(server.uri("/hello")).build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body())
                .isEqualTo("hello");
    }

    @Nested
    final class InANestedClass {
        @RegisterExtension
        final RunningServer another = RunningServer.of(RunningServerTest::router);

        @Test
        void serverOfClassGoesOn() {
            server.client().get("/hello").send().assertThat().hasStatus(200);
            assertThat(another.port()).isNotEqualTo(server.port());
            another.client().get("/hello").send().assertThat().hasStatus(200);
        }

        @Test
        void serverOfInstanceStartsForEachTest() {
            int before = started;
            assertThat(another.client().get("/hello").send().status()).isEqualTo(200);
            assertThat(started).isEqualTo(before);
        }
    }

    @Test
    void throwsBeforeStart() {
        RunningServer unregistered = RunningServer.of(RunningServerTest::router);
        assertThrows(IllegalStateException.class, unregistered::port);
        assertThrows(IllegalStateException.class, unregistered::client);
    }
}
