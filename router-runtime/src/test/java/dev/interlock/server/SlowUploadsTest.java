package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.testing.HandlerRouter;
import dev.interlock.testing.Multipart;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestConnection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Slow uploads occupy no more threads and space than their limits allow. No other client waits for them. */
@Timeout(30)
// Each test starts a server with its own settings.
@SuppressWarnings("NullAway.Init")
final class SlowUploadsTest {
    private static final FieldNames NAMES = FieldNames.of("file");
    private static final int THREADS = 4;
    private static final int STREAMS = 2;
    private static final int MOST = 2_000_000;
    private static final int HALF = 100_000;
    /** Deadline of a streamed body, which is shorter than the idle timeout. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final byte[] UPLOAD = Multipart.of()
            .file("file", "sea.jpg", "image/jpeg", new byte[2 * HALF])
            .bytes();

    @TempDir
    private Path folder;

    private final List<TestConnection> open = new ArrayList<>();
    private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
    /** Threads for blocking handlers: the default number before Java 21. */
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private final TestClock clock = new TestClock();

    private HttpServer server;
    private TestClient client;

    private void start(UnaryOperator<ServerBuilder> settings) {
        HandlerRouter router = HandlerRouter.with()
                .route("GET", "/wait", (request, response) -> Results.writeText(response, "well"), this::blocking)
                .post(
                        "/upload",
                        SlowUploadsTest::upload,
                        route -> blocking(route)
                                .consumes("multipart/form-data")
                                .streamedBody(true)
                                .storedBody(true))
                .post(
                        "/stream",
                        this::stream,
                        route -> blocking(route).consumes("*/*").streamedBody(true))
                .router();
        ServerBuilder builder = HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .handleSignals(false)
                .overridable(false)
                .clock(clock)
                .blockingExecutor(threads)
                .maxStreams(STREAMS)
                .uploadDirectory(folder)
                .shutdownDeadline(Duration.ofMillis(1));
        server = settings.apply(builder).start();
        client = TestClient.to("127.0.0.1", server.port());
    }

    private RouteInfo blocking(RouteInfo route) {
        return route.execution(Execution.BLOCKING).maxBody(MOST);
    }

    private static void upload(Request request, Response response) {
        Results.writeText(
                response, Objects.requireNonNull(request.parts(NAMES).first(0)).size());
    }

    private void stream(Request request, Response response) throws IOException {
        begun.add("begun");
        try (InputStream in = request.streamedBody().inputStream()) {
            Results.writeText(response, in.readAllBytes().length);
            ended.add("read");
        } catch (Exception e) {
            ended.add("failed");
            throw e;
        }
    }

    @AfterEach
    void stop() {
        open.forEach(TestConnection::close);
        client.close();
        server.close();
        threads.shutdownNow();
    }

    private TestConnection connect() {
        TestConnection connection = client.connect();
        open.add(connection);
        return connection;
    }

    private TestConnection beginUpload() {
        TestConnection connection = connect();
        connection.send("POST /upload HTTP/1.1\r\nhost: test\r\ncontent-length: " + UPLOAD.length + "\r\ncontent-type: "
                + Multipart.of().contentType() + "\r\n\r\n");
        connection.send(Arrays.copyOf(UPLOAD, HALF));
        return connection;
    }

    private TestConnection beginStream() {
        TestConnection connection = connect();
        connection.send("POST /stream HTTP/1.1\r\nhost: test\r\ncontent-length: 2\r\n\r\n1");
        return connection;
    }

    @Test
    void arrivingUploadsHoldNoThread() {
        start(settings -> settings);
        List<TestConnection> uploads = new ArrayList<>();
        for (int i = 0; i < 5 * THREADS; i++) {
            uploads.add(beginUpload());
        }
        client.get("/wait").send().assertThat().hasBody("well");
        for (TestConnection upload : uploads) {
            upload.send(Arrays.copyOfRange(UPLOAD, HALF, UPLOAD.length));
            upload.receive().assertThat().hasBody(String.valueOf(2 * HALF));
        }
    }

    @Test
    void rejectsStreamsBeyondLimit() throws Exception {
        start(settings -> settings);
        List<TestConnection> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(beginStream());
            assertThat(begun.take()).isEqualTo("begun");
        }
        try (TestConnection refused = client.connect()) {
            refused.send("POST /stream HTTP/1.1\r\nhost: test\r\ncontent-length: 2\r\n\r\n1");
            refused.receive().assertThat().hasStatus(503).hasHeader("retry-after", "1");
        }
        client.get("/wait").send().assertThat().hasBody("well");
        client.post("/stream")
                .bytes("text/plain", new byte[10])
                .send()
                .assertThat()
                .hasBody("10");
        assertThat(ended.take()).isEqualTo("read");
        streams.get(0).send("2");
        streams.get(0).receive().assertThat().hasBody("2");
        TestConnection next = beginStream();
        next.send("2");
        next.receive().assertThat().hasBody("2");
    }

    @Test
    void incompleteStreamAtDeadlineGets408() throws Exception {
        start(settings -> settings.streamTimeout(DEADLINE));
        TestConnection stream = beginStream();
        assertThat(begun.take()).isEqualTo("begun");
        clock.pass(DEADLINE, server);
        stream.receive().assertThat().isProblem(408);
        assertThat(ended.take()).isEqualTo("failed");
        assertThat(stream.isClosed()).isTrue();
    }

    @Test
    void incompleteUploadAtDeadlineGets408() throws Exception {
        start(settings -> settings.streamTimeout(DEADLINE));
        try (RawClient upload = new RawClient(server.port())) {
            upload.send("POST /upload HTTP/1.1\r\nhost: test\r\nexpect: 100-continue\r\ncontent-length: "
                    + UPLOAD.length + "\r\ncontent-type: " + Multipart.of().contentType() + "\r\n\r\n");
            upload.readUntil("HTTP/1.1 100 Continue\r\n\r\n");
            clock.pass(DEADLINE, server);
            assertThat(upload.response().status()).isEqualTo(408);
            assertThat(upload.isAtEnd()).isTrue();
        }
    }

    @Test
    void uploadWithoutStorageGets503() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        start(settings -> settings.uploadDirectory(gone));
        Files.delete(gone);
        beginUpload().receive().assertThat().hasStatus(503).hasHeader("retry-after", "1");
        client.get("/wait").send().assertThat().hasBody("well");
    }

    @Test
    void uploadWithoutThreadGets503() {
        start(settings -> settings.blockingExecutor(task -> {
            throw new RejectedExecutionException("full");
        }));
        beginUpload().receive().assertThat().hasStatus(503).hasHeader("retry-after", "1");
    }

    /** An executor of the application may throw any Error. The upload must then stop counting as in flight. */
    @Test
    void failingExecutorKeepsNoPlaceInFlight() {
        start(settings -> settings.maxInFlight(1).blockingExecutor(task -> {
            throw new NoClassDefFoundError("executor");
        }));
        for (int i = 0; i < 3; i++) {
            beginUpload()
                    .receive()
                    .assertThat()
                    .isProblem(503)
                    .withDetail("The server could not store the request body");
        }
    }
}
