package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.codec.TextCodec;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.testing.HandlerRouter;
import dev.interlock.testing.Multipart;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestRequest;
import dev.interlock.testing.TestResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files of all uploads together take no more of the disk than their limit. */
@Timeout(30)
final class StoredBytesTest {
    private static final FieldNames NAMES = FieldNames.of("file");
    private static final int MOST = 2 * 1024 * 1024;
    /** While its parts are read, an upload takes its size twice. */
    private static final int UPLOAD = 750_000;

    @TempDir
    private Path folder;

    private final BlockingQueue<CompletableFuture<String>> promises = new LinkedBlockingQueue<>();
    private HttpServer server;
    private TestClient client;

    @BeforeEach
    void start() {
        HandlerRouter router = HandlerRouter.with()
                .post("/size", (request, response) -> TextCodec.write(response, size(request)), this::upload)
                .post("/later", this::later, this::upload)
                .router();
        server = HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .handleSignals(false)
                .overridable(false)
                .uploadDirectory(folder)
                .maxStoredBytes(MOST)
                .shutdownDeadline(Duration.ofMillis(1))
                .start();
        client = TestClient.to("127.0.0.1", server.port());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private RouteInfo upload(RouteInfo route) {
        return route.consumes("multipart/form-data")
                .maxBody(2 * MOST)
                .execution(Execution.BLOCKING)
                .streamedBody(true)
                .storedBody(true);
    }

    private static long size(Request request) {
        return Objects.requireNonNull(request.parts(NAMES).first(0)).size();
    }

    private void later(Request request, Response response) {
        CompletableFuture<String> promise = new CompletableFuture<>();
        assertThat(size(request)).isEqualTo(UPLOAD);
        promises.add(promise);
        response.await(promise, TextCodec::write);
    }

    private TestRequest upload(String path, int length) {
        return client.post(path).multipart(Multipart.of().file("file", "a.jpg", "image/jpeg", new byte[length]));
    }

    @Test
    void refusesABodyThatIsLargerThanAllFilesMayBe() {
        upload("/size", MOST).send().assertThat().hasHeader("retry-after", "1").isProblem(503);
        upload("/size", UPLOAD).send().assertThat().hasBody(String.valueOf(UPLOAD));
    }

    @Test
    void countsTheFilesOfAllRequests() throws InterruptedException {
        CompletableFuture<TestResponse> first =
                CompletableFuture.supplyAsync(() -> upload("/later", UPLOAD).send());
        CompletableFuture<String> promise = promises.take();
        upload("/size", UPLOAD)
                .send()
                .assertThat()
                .hasHeader("retry-after", "1")
                .isProblem(503);
        upload("/size", UPLOAD / 2).send().assertThat().hasBody(String.valueOf(UPLOAD / 2));
        promise.complete("done");
        first.join().assertThat().hasBody("done");
        awaitRoom();
        upload("/size", UPLOAD).send().assertThat().hasBody(String.valueOf(UPLOAD));
    }

    /** Waits until the files of earlier requests are removed, which takes a thread that may wait for the disk. */
    private void awaitRoom() {
        while (upload("/size", UPLOAD).send().status() != 200) {
            Thread.onSpinWait();
        }
    }
}
