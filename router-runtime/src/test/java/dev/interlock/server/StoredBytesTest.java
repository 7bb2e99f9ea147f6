package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.StreamedBody;
import dev.interlock.testing.HandlerRouter;
import dev.interlock.testing.Multipart;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestRequest;
import dev.interlock.testing.TestResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files of all uploads together take no more space than their limit. */
@Timeout(30)
final class StoredBytesTest {
    private static final FieldNames NAMES = FieldNames.of("file");
    private static final int MOST = 2 * 1024 * 1024;
    /** Number of bytes of an upload. While its parts are read, it takes twice that space. */
    private static final int UPLOAD = 750_000;

    @TempDir
    private Path folder;

    private final BlockingQueue<CompletableFuture<String>> promises = new LinkedBlockingQueue<>();
    private final BlockingQueue<Thread> readers = new LinkedBlockingQueue<>();
    private final Queue<Exception> refusals = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private TestClient client;

    @BeforeEach
    void start() {
        HandlerRouter router = HandlerRouter.with()
                .post("/size", (request, response) -> Results.writeText(response, size(request)), this::upload)
                .post("/later", this::later, this::upload)
                .post("/length", (request, response) -> Results.writeText(response, length(request)), this::stored)
                .post("/outlived", this::outlived, this::stored)
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
        return stored(route).consumes("multipart/form-data");
    }

    private RouteInfo stored(RouteInfo route) {
        return route.maxBody(2 * MOST)
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
        response.await(promise, Results::writeText);
    }

    private TestRequest upload(String path, int length) {
        return client.post(path).multipart(Multipart.of().file("file", "a.jpg", "image/jpeg", new byte[length]));
    }

    @Test
    void rejectsBodyAboveStorageLimit() {
        upload("/size", MOST).send().assertThat().hasHeader("retry-after", "1").isProblem(503);
        upload("/size", UPLOAD).send().assertThat().hasBody(String.valueOf(UPLOAD));
    }

    @Test
    void countsFilesOfAllRequests() throws InterruptedException {
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

    /** Waits until another thread has removed the files of earlier requests. */
    private void awaitRoom() {
        while (upload("/size", UPLOAD).send().status() != 200) {
            Thread.onSpinWait();
        }
    }

    private static long length(Request request) throws IOException {
        try (InputStream in = request.streamedBody().inputStream()) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /**
     * Responds later, while a thread opens the file of the body. The file is a pipe, so the thread waits for a writer.
     */
    private void outlived(Request request, Response response) throws Exception {
        StreamedBody body = request.streamedBody();
        try (Stream<Path> files = Files.walk(folder)) {
            Path file = files.filter(path -> path.getFileName().toString().startsWith("body-"))
                    .findFirst()
                    .orElseThrow();
            Files.delete(file);
            assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                    .isEqualTo(0);
            Files.createLink(folder.resolve("pipe"), file);
        }
        Thread reader = new Thread(() -> {
            try (InputStream in = body.inputStream()) {
                in.readAllBytes();
            } catch (IllegalStateException | IOException e) {
                refusals.add(e);
            }
        });
        reader.start();
        readers.add(reader);
        CompletableFuture<String> promise = new CompletableFuture<>();
        promises.add(promise);
        response.await(promise, Results::writeText);
    }

    private TestRequest bytes(String path, int length) {
        return client.post(path).bytes("application/octet-stream", new byte[length]);
    }

    @Test
    void lateReaderGivesSpaceBackOnce() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
        CompletableFuture<TestResponse> first =
                CompletableFuture.supplyAsync(() -> bytes("/outlived", UPLOAD).send());
        CompletableFuture<String> promise = promises.take();
        Thread reader = readers.take();
        while (Arrays.stream(reader.getStackTrace())
                .noneMatch(frame -> frame.getMethodName().equals("newInputStream"))) {
            Thread.onSpinWait();
        }
        promise.complete("done");
        first.join().assertThat().hasBody("done");
        // This request uses the connection of the first request, which has therefore ended.
        bytes("/length", 1).send().assertThat().hasBody("1");
        Files.newOutputStream(folder.resolve("pipe")).close();
        reader.join();
        assertThat(refusals).hasSize(1);
        bytes("/length", MOST + 1).send().assertThat().isProblem(503);
        while (bytes("/length", MOST).send().status() != 200) {
            // The file of the previous request is removed a little later.
            Thread.onSpinWait();
        }
    }
}
