package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.BodyPart;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Request;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.StreamedBody;
import dev.interlock.testing.HandlerRouter;
import dev.interlock.testing.Multipart;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestConnection;
import dev.interlock.testing.TestExchange;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts go to files while they arrive. In every case these files are removed afterwards. */
final class UploadTest {
    private static final FieldNames NAMES = FieldNames.of("file", "title");
    private static final int IN_MEMORY = 1000;
    private static final int MOST = 2_000_000;
    /** An upload of this many bytes goes to a file before it is complete. */
    private static final int HALF = 100_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private final BlockingQueue<StreamedBody> bodies = new LinkedBlockingQueue<>();
    private final BlockingQueue<BodyPart> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<CompletableFuture<String>> promises = new LinkedBlockingQueue<>();
    private HttpServer server;
    private TestClient client;

    @BeforeEach
    void start() {
        HandlerRouter router = HandlerRouter.with()
                .post("/size", (request, response) -> Results.writeText(response, shown(file(request))), this::blocking)
                .post(
                        "/memory",
                        (request, response) -> Results.writeText(response, shown(file(request))),
                        route -> route.consumes("multipart/form-data").maxBody(MOST))
                .post(
                        "/throw",
                        (request, response) -> {
                            received.add(file(request));
                            throw new IllegalStateException("a mistake of the handler");
                        },
                        this::blocking)
                .post(
                        "/later",
                        (request, response) -> {
                            CompletableFuture<String> promise = new CompletableFuture<>();
                            received.add(file(request));
                            promises.add(promise);
                            response.await(promise, Results::writeText);
                        },
                        this::blocking)
                .post(
                        "/back",
                        (request, response) -> Results.writeFile(
                                request, response, file(request).path()),
                        this::blocking)
                .post(
                        "/keep",
                        (request, response) -> file(request).transferTo(elsewhere.resolve("kept")),
                        this::blocking)
                .post("/unread", (request, response) -> bodies.add(request.streamedBody()), this::blocking)
                .post(
                        "/title",
                        (request, response) -> Results.writeText(
                                response,
                                String.valueOf(request.parts(NAMES).contents().first(1))),
                        this::blocking)
                .router();
        server = HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .handleSignals(false)
                .overridable(false)
                .uploadDirectory(folder)
                .partMemory(IN_MEMORY)
                .shutdownDeadline(Duration.ofMillis(1))
                .start();
        client = TestClient.to("127.0.0.1", server.port());
    }

    private RouteInfo blocking(RouteInfo route) {
        return route.consumes("multipart/form-data")
                .maxBody(MOST)
                .execution(Execution.BLOCKING)
                .streamedBody(true)
                .storedBody(true);
    }

    private static BodyPart file(Request request) {
        return Objects.requireNonNull(request.parts(NAMES).first(0));
    }

    private static String shown(BodyPart part) {
        return part.size() + (part.isInMemory() ? " in memory" : " in a file");
    }

    @Test
    void bodyIsGoneAfterItsRequest() throws InterruptedException {
        client.post("/unread")
                .multipart(Multipart.of().field("title", "mine"))
                .send()
                .assertThat()
                .hasStatus(200);
        client.post("/unread")
                .multipart(Multipart.of().field("title", "other"))
                .send()
                .assertThat()
                .hasStatus(200);
        StreamedBody kept = bodies.take();
        assertThrows(IllegalStateException.class, kept::inputStream);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
        try (Stream<Path> left = Files.list(folder)) {
            assertWithMessage("what the server has left").that(left.toList()).isEmpty();
        }
    }

    /**
     * Returns the files of bodies and parts. Does not walk the folder, because a walk fails if the server removes a
     * file meanwhile.
     */
    private List<Path> files() {
        List<Path> found = new ArrayList<>();
        for (File directory : listed(folder.toFile())) {
            for (File file : listed(directory)) {
                // The other files mark the directory as used.
                if (file.getName().endsWith(".tmp")) {
                    found.add(file.toPath());
                }
            }
        }
        return found;
    }

    private static File[] listed(File directory) {
        File[] files = directory.listFiles();
        return files == null ? new File[0] : files;
    }

    private void awaitNoFiles() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!files().isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(1);
        }
        assertThat(files()).isEmpty();
    }

    private static Multipart upload(int size) {
        byte[] content = new byte[size];
        new Random(7).nextBytes(content);
        return Multipart.of().field("title", "Sea").file("file", "sea.jpg", "image/jpeg", content);
    }

    @Test
    void smallPartsStayInMemoryAndLargeOnesDoNot() throws Exception {
        client.post("/size").multipart(upload(900)).send().assertThat().hasBody("900 in memory");
        assertThat(files()).isEmpty();
        client.post("/size").multipart(upload(1001)).send().assertThat().hasBody("1001 in a file");
        client.post("/size").multipart(upload(1_500_000)).send().assertThat().hasBody("1500000 in a file");
        awaitNoFiles();
    }

    @Test
    void eventLoopHandlerGetsPartsInMemory() throws IOException {
        client.post("/memory").multipart(upload(1_500_000)).send().assertThat().hasBody("1500000 in memory");
        try (Stream<Path> made = Files.list(folder)) {
            assertThat(made.toList()).isEmpty();
        }
    }

    @Test
    void failureOfHandlerLeavesNoFile() throws Exception {
        client.post("/throw").multipart(upload(100_000)).send().assertThat().isProblem(500);
        assertThat(received.take().isInMemory()).isFalse();
        awaitNoFiles();
    }

    @Test
    void fileExistsUntilResponseIsComplete() throws Exception {
        try (TestExchange exchange =
                client.post("/later").multipart(upload(100_000)).start()) {
            BodyPart part = received.take();
            assertThat(files()).containsExactly(part.path());
            assertThat(Files.size(part.path())).isEqualTo(100_000);
            promises.take().complete("done");
            exchange.response().assertThat().hasBody("done");
        }
        awaitNoFiles();
    }

    @Test
    void clientThatLeavesBeforeResponseLeavesNoFile() throws Exception {
        TestExchange exchange = client.post("/later").multipart(upload(100_000)).start();
        received.take();
        exchange.close();
        promises.take().complete("too late");
        awaitNoFiles();
    }

    @Test
    void clientThatLeavesWithinBodyLeavesNoFile() throws Exception {
        try (TestConnection connection = client.connect()) {
            sendHalf(connection, "content-length: 1000000");
            awaitFile();
        }
        awaitNoFiles();
    }

    private void sendHalf(TestConnection connection, String framing) {
        byte[] body = upload(2 * HALF).bytes();
        connection.send("POST /size HTTP/1.1\r\nhost: test\r\n" + framing + "\r\ncontent-type: "
                + upload(1).contentType() + "\r\n\r\n");
        if (framing.contains("chunked")) {
            connection.send(Integer.toHexString(HALF) + "\r\n");
        }
        connection.send(Arrays.copyOf(body, HALF));
    }

    private void awaitFile() throws InterruptedException {
        while (files().isEmpty()) {
            Thread.sleep(1);
        }
    }

    @Test
    void rejectedLargeBodyLeavesNoFile() throws Exception {
        try (TestConnection connection = client.connect()) {
            sendHalf(connection, "transfer-encoding: chunked");
            awaitFile();
            connection.send("\r\n" + Integer.toHexString(MOST) + "\r\n");
            connection.receive().assertThat().isProblem(413);
        }
        awaitNoFiles();
    }

    @Test
    void rejectedMalformedBodyLeavesNoFile() throws Exception {
        Multipart broken = upload(100_000).part("attachment", null, new byte[9]);
        client.post("/size")
                .multipart(broken)
                .send()
                .assertThat()
                .isProblem(400)
                .with("/in", "part");
        awaitNoFiles();
        client.post("/size")
                .bytes("multipart/form-data; boundary=other", upload(10).bytes())
                .send()
                .assertThat()
                .isProblem(400);
    }

    @Test
    void responseCanBeFile() throws Exception {
        byte[] sent = new byte[100_000];
        new Random(7).nextBytes(sent);
        client.post("/back").multipart(upload(100_000)).send().assertThat().hasBody(sent);
        client.post("/back").multipart(upload(1)).send().assertThat().hasBody(new byte[] {sent[0]});
        awaitNoFiles();
    }

    @Test
    void fileCanBeKept() throws Exception {
        client.post("/keep").multipart(upload(100_000)).send().assertThat().hasStatus(200);
        assertThat(Files.size(elsewhere.resolve("kept"))).isEqualTo(100_000);
        client.post("/keep").multipart(upload(100_000)).send().assertThat().isProblem(500);
        awaitNoFiles();
    }

    @Test
    void rejectsFieldsBeyondMemory() throws Exception {
        client.post("/title")
                .multipart(Multipart.of().field("title", "a".repeat(IN_MEMORY)))
                .send()
                .assertThat()
                .hasBody("a".repeat(IN_MEMORY));
        client.post("/title")
                .multipart(Multipart.of().field("title", "a".repeat(IN_MEMORY + 1)))
                .send()
                .assertThat()
                .isProblem(413)
                .with("/parameter", "title");
        awaitNoFiles();
    }

    @Test
    void closedServerLeavesNoFileOfStuckHandler() throws Exception {
        TestExchange exchange = client.post("/later").multipart(upload(100_000)).start();
        received.take();
        assertThat(files()).hasSize(1);
        server.close();
        assertThat(files()).isEmpty();
        exchange.close();
    }
}
