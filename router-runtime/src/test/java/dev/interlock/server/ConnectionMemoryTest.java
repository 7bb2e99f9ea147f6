package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.Range;
import dev.interlock.filter.Decompression;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.engine.MemoryAccount;
import dev.interlock.testing.HandlerRouter;
import dev.interlock.testing.Multipart;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestConnection;
import dev.interlock.testing.TestRequest;
import dev.interlock.testing.TestResponse;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All heap memory of requests and responses counts against the budget. If the budget has no room for a request, the
 * response is 503.
 */
@Timeout(30)
final class ConnectionMemoryTest {
    private static final int KIB = 1024;
    private static final int MEMORY = 32 * 1024 * KIB;
    private static final int MOST = 4 * 1024 * KIB;
    private static final FieldNames NAMES = FieldNames.of("file");
    private static final FieldNames FIELDS = FieldNames.of("a");

    private final BlockingQueue<Long> used = new LinkedBlockingQueue<>();
    private final BlockingQueue<CompletableFuture<Object>> promises = new LinkedBlockingQueue<>();
    private final BlockingQueue<InputStream> streams = new LinkedBlockingQueue<>();
    private HttpServer server;
    private TestClient client;

    @BeforeEach
    void start() {
        HandlerRouter router = HandlerRouter.with()
                .get("/used", (request, response) -> Results.writeText(response, heap().used()))
                .post("/inflate", this::inflate, route -> of(route).decodesBody(true))
                .post(
                        "/blocking-inflate",
                        this::inflate,
                        route -> of(route).decodesBody(true).execution(Execution.BLOCKING))
                .post(
                        "/stream-inflate",
                        this::inflateStream,
                        route -> of(route)
                                .decodesBody(true)
                                .execution(Execution.BLOCKING)
                                .streamedBody(true))
                .post("/write", ConnectionMemoryTest::write, route -> of(route).execution(Execution.BLOCKING))
                .post(
                        "/write-buffer",
                        (request, response) -> response.buffer(
                                Unpooled.directBuffer(length(request)).writeZero(length(request))),
                        route -> of(route).execution(Execution.BLOCKING))
                .post(
                        "/essential",
                        ConnectionMemoryTest::write,
                        route -> of(route).execution(Execution.BLOCKING).essential(true))
                .post("/write-later", this::writeLater, route -> of(route).execution(Execution.ASYNCHRONOUS))
                .post("/parts", this::parts, route -> of(route).consumes("multipart/form-data"))
                .post(
                        "/stored-parts",
                        this::parts,
                        route -> of(route)
                                .consumes("multipart/form-data")
                                .execution(Execution.BLOCKING)
                                .streamedBody(true)
                                .storedBody(true))
                .get("/query", (request, response) -> count(request.query(FIELDS), response))
                .get("/cookies", (request, response) -> count(request.cookies(FIELDS), response))
                .post("/form", this::form, route -> of(route).consumes("application/x-www-form-urlencoded"))
                .post(
                        "/blocking-form",
                        this::form,
                        route -> of(route)
                                .consumes("application/x-www-form-urlencoded")
                                .execution(Execution.BLOCKING))
                .post(
                        "/stored",
                        this::keepStream,
                        route -> of(route)
                                .execution(Execution.BLOCKING)
                                .streamedBody(true)
                                .storedBody(true))
                .router();
        server = HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .handleSignals(false)
                .overridable(false)
                .eventLoopThreads(1)
                .connectionMemory(MEMORY)
                .partMemory(MOST)
                .maxFields(10_000)
                .shutdownDeadline(Duration.ofMillis(1))
                .start();
        client = TestClient.to("127.0.0.1", server.port());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private MemoryAccount heap() {
        return server.memory().heap();
    }

    private static RouteInfo of(RouteInfo route) {
        return route.consumes("*/*").maxBody(MOST);
    }

    private void inflate(Request request, Response response) {
        if (Decompression.standard().before(request, response)) {
            used.add(heap().used());
            Results.writeText(response, request.body().length());
        }
    }

    private void inflateStream(Request request, Response response) throws IOException {
        if (Decompression.standard().before(request, response)) {
            try (InputStream in = request.streamedBody().inputStream()) {
                used.add((long) in.read());
                used.add(heap().used());
                Results.writeText(response, in.readAllBytes().length + 1);
            }
        }
    }

    private static int length(Request request) {
        return Integer.parseInt(request.body().toString());
    }

    private static void write(Request request, Response response) {
        response.body().append(new byte[length(request)]);
    }

    private void writeLater(Request request, Response response) {
        write(request, response);
        CompletableFuture<Object> promise = new CompletableFuture<>();
        promises.add(promise);
        response.await(promise);
    }

    private void keepStream(Request request, Response response) throws IOException {
        InputStream in = request.streamedBody().inputStream();
        used.add(heap().used());
        Results.writeText(response, in.readNBytes(10).length);
        streams.add(in);
    }

    private void parts(Request request, Response response) {
        long size = request.parts(NAMES).all(0).stream()
                .mapToLong(part -> part.isInMemory() ? part.size() : 0)
                .sum();
        used.add(heap().used());
        Results.writeText(response, size);
    }

    private void form(Request request, Response response) {
        count(request.form(FIELDS), response);
    }

    private void count(Fields fields, Response response) {
        used.add(heap().used());
        Results.writeText(response, fields.count(0));
    }

    /** Returns a body, encoded with gzip. The ratio of the decoded size to the encoded size is allowed. */
    private static byte[] coded(int length) {
        byte[] content = new byte[length];
        Random random = new Random(5);
        for (int i = 0; i < length; i += 40) {
            content[i] = (byte) random.nextInt();
        }
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (OutputStream into = new GZIPOutputStream(encoded)) {
            into.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return encoded.toByteArray();
    }

    private TestRequest inflate(String path, int length) {
        return client.post(path).bytes("text/plain", coded(length)).header("content-encoding", "gzip");
    }

    private TestRequest write(String path, int length) {
        return client.post(path).text(String.valueOf(length));
    }

    /**
     * Uses up the budget except for this number of bytes. Takes the exemption from the limit, so that no request gets
     * it.
     */
    private void leave(MemoryAccount account, int bytes) {
        account.exempt(this, 0);
        account.add(account.limit() - account.used() - bytes);
    }

    /** Waits until earlier requests and their connections have given all memory back. */
    private void assertGivenBack(long before) {
        while (usedAtRest() != before) {
            Thread.onSpinWait();
        }
    }

    private long usedAtRest() {
        return Long.parseLong(client.get("/used").send().text());
    }

    private static void assertIsRefused(TestRequest request) {
        request.send().assertThat().hasHeader("retry-after", "1").isProblem(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/inflate", "/blocking-inflate"})
    void countsDecodedBody(String path) throws InterruptedException {
        long before = usedAtRest();
        int length = 1_000_000;
        inflate(path, length).send().assertThat().hasBody(String.valueOf(length));
        assertThat(used.take() - before).isAtLeast(length);
        assertGivenBack(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/inflate", "/blocking-inflate"})
    void rejectsDecodedBodyWithoutRoom(String path) {
        leave(heap(), 900_000);
        assertIsRefused(inflate(path, 1_000_000));
        inflate(path, 1000).send().assertThat().hasBody("1000");
    }

    @Test
    void decodesStreamAsItIsRead() throws InterruptedException {
        long before = usedAtRest();
        inflate("/stream-inflate", 1_000_000).send().assertThat().hasBody("1000000");
        used.take();
        assertThat(used.take() - before).isIn(Range.closed(100L * KIB, 600L * KIB));
        assertGivenBack(before);
        leave(heap(), 100 * KIB);
        assertIsRefused(inflate("/stream-inflate", 1_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/write", "/write-later"})
    void rejectsResponseWithoutRoom(String path) {
        leave(heap(), 300_000);
        assertIsRefused(write(path, 1_000_000));
        // The memory of the rejected response is free again.
        write("/write", 200_000).send().assertThat().hasBody("\0".repeat(200_000));
    }

    @Test
    void rejectsBufferWithoutRoom() {
        MemoryAccount direct = server.memory().direct();
        leave(direct, 500_000);
        assertIsRefused(write("/write-buffer", 1_000_000));
        write("/write-buffer", 100_000).send().assertThat().hasBody("\0".repeat(100_000));
    }

    @Test
    void sendsSmallEssentialResponseWithoutRoom() {
        leave(heap(), 0);
        write("/essential", 30_000).send().assertThat().hasBody("\0".repeat(30_000));
        assertIsRefused(write("/essential", 100_000));
    }

    @Test
    void countsResponseUntilItIsSent() throws InterruptedException {
        long before = usedAtRest();
        CompletableFuture<TestResponse> written = CompletableFuture.supplyAsync(
                () -> write("/write-later", 1_000_000).send());
        CompletableFuture<Object> promise = promises.take();
        assertThat(usedAtRest() - before).isAtLeast(1_000_000);
        promise.complete("ignored");
        assertThat(written.join().bytes()).hasLength(1_000_000);
        assertGivenBack(before);
    }

    private TestRequest parts(String path, int length) {
        return client.post(path).multipart(Multipart.of().file("file", "sea.jpg", "image/jpeg", new byte[length]));
    }

    @Test
    void countsPartsBesideTheirBody() throws InterruptedException {
        long before = usedAtRest();
        parts("/parts", 600_000).send().assertThat().hasBody("600000");
        assertThat(used.take() - before).isAtLeast(2 * 600_000);
        assertGivenBack(before);
    }

    @Test
    void countsPartsOfStoredBody() throws InterruptedException {
        long before = usedAtRest();
        parts("/stored-parts", 600_000).send().assertThat().hasBody("600000");
        assertThat(used.take() - before).isAtLeast(600_000);
        assertGivenBack(before);
    }

    @Test
    void countsOverheadOfSmallParts() throws InterruptedException {
        Multipart many = Multipart.of();
        for (int i = 0; i < 900; i++) {
            many.field("file", "x");
        }
        long before = usedAtRest();
        client.post("/stored-parts").multipart(many).send().assertThat().hasBody("900");
        assertThat(used.take() - before).isAtLeast(900 * 500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/parts", "/stored-parts"})
    void refusesPartsWithoutRoom(String path) {
        leave(heap(), 900_000);
        assertIsRefused(parts(path, 800_000));
        parts(path, 100_000).send().assertThat().hasBody("100000");
    }

    private TestRequest form(String path, String text) {
        return client.post(path).bytes("application/x-www-form-urlencoded", text.getBytes(US_ASCII));
    }

    /** Returns four encoded values. */
    private static String encoded(int length) {
        return ("a=+" + "x".repeat(length) + "&").repeat(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/form", "/blocking-form"})
    void countsDecodedFields(String path) throws InterruptedException {
        long before = usedAtRest();
        int length = 200_000;
        form(path, encoded(length)).send().assertThat().hasBody("4");
        // The body, and one array after the other for the decoded values: for one value, for two, and for four.
        assertThat(used.take() - before).isAtLeast((4 + 1 + 2 + 4) * length);
        assertGivenBack(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/form", "/blocking-form"})
    void refusesDecodedFieldsWithoutRoom(String path) {
        // Leaves enough memory to grow the array of the body, but not to decode its fields.
        leave(heap(), 1_900_000);
        assertIsRefused(form(path, encoded(200_000)));
        form(path, encoded(10_000)).send().assertThat().hasBody("4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/form", "/blocking-form"})
    void countsWhatFieldsTakeBesideTheirContent(String path) throws InterruptedException {
        long before = usedAtRest();
        form(path, "a&".repeat(1000)).send().assertThat().hasBody("1000");
        assertThat(used.take() - before).isAtLeast(1000 * 40);
        assertGivenBack(before);
    }

    @Test
    void countsDecodedQuery() throws InterruptedException {
        long before = usedAtRest();
        int length = 2_000;
        client.get("/query?" + encoded(length)).send().assertThat().hasBody("4");
        assertThat(used.take() - before).isAtLeast((1 + 2 + 4) * length);
        assertGivenBack(before);
    }

    @Test
    void countsCookies() throws InterruptedException {
        long before = usedAtRest();
        int length = 6_000;
        client.get("/cookies")
                .header("cookie", "a=" + "x".repeat(length))
                .send()
                .assertThat()
                .hasBody("1");
        assertThat(used.take() - before).isAtLeast(length);
        assertGivenBack(before);
    }

    /** A pooled exchange is charged for the memory that it keeps of an earlier form. */
    @Test
    void countsKeptRoomOfEarlierFields() throws InterruptedException {
        form("/blocking-form", encoded(4_000)).send().assertThat().hasBody("4");
        used.take();
        long before = usedAtRest();
        form("/blocking-form", "a=1").send().assertThat().hasBody("1");
        // The array of the earlier body, and the last array of its decoded values.
        assertThat(used.take() - before).isAtLeast((4 + 4) * 4_000);
    }

    /** Returns a head with many short fields, without its end. */
    private static String halfHead(int fields) {
        return "GET /hello HTTP/1.1\r\nHost: a\r\n" + "a:\r\n".repeat(fields);
    }

    /** Waits until {@code bytes} are counted. */
    private void awaitUsed(long bytes) {
        while (heap().used() < bytes) {
            Thread.onSpinWait();
        }
    }

    @Test
    void countsFieldsOfIncompleteHead() throws Exception {
        long before = usedAtRest();
        int fields = 3000;
        try (TestConnection connection = client.connect()) {
            connection.send(halfHead(fields));
            // Each field counts with its bounds and its bytes.
            awaitUsed(before + fields * 20L);
            connection.send("\r\n");
            connection.receive().assertThat().hasStatus(404);
            // The connection is still open, but idle.
            while (heap().used() - before > 3 * KIB) {
                Thread.onSpinWait();
            }
        }
        assertGivenBack(before);
    }

    @Test
    void releasesFieldsOfAbandonedHead() throws Exception {
        long before = usedAtRest();
        try (TestConnection connection = client.connect()) {
            connection.send(halfHead(3000));
            awaitUsed(before + 3000 * 20);
        }
        assertGivenBack(before);
    }

    @Test
    void countsRoomForFieldsThatConnectionKeeps() throws Exception {
        long before = usedAtRest();
        try (TestConnection connection = client.connect()) {
            connection.send(halfHead(60) + "\r\n");
            connection.receive().assertThat().hasStatus(404);
            awaitUsed(before + 60 * 16);
        }
        assertGivenBack(before);
    }

    @Test
    void rejectsIncompleteHeadWithoutRoomForFields() throws Exception {
        leave(heap(), 40_000);
        try (TestConnection connection = client.connect()) {
            connection.send(halfHead(3000));
            connection.receive().assertThat().isProblem(503);
        }
        // A head that arrives as a whole needs memory only for a short time.
        try (TestConnection connection = client.connect()) {
            connection.send(halfHead(3000) + "\r\n");
            connection.receive().assertThat().hasStatus(404);
        }
    }

    @Test
    void countsFieldsOfLaterResponse() throws Exception {
        long before = usedAtRest();
        CompletableFuture<Object> promise;
        try (TestConnection connection = client.connect()) {
            connection.send("POST /write-later HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nContent-Length: 1\r\n"
                    + "a:\r\n".repeat(3000) + "\r\n1");
            promise = promises.take();
            assertThat(heap().used() - before).isAtLeast(3000 * 20);
            promise.complete("ignored");
            connection.receive().assertThat().hasStatus(200);
        }
        assertGivenBack(before);
    }

    @Test
    void keepsStoredBodyInMemoryOnce() throws Exception {
        long before = usedAtRest();
        try (TestConnection connection = client.connect()) {
            connection.send("POST /stored HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nContent-Length: 60000\r\n\r\n");
            connection.send(new byte[30_000]);
            connection.send(new byte[30_000]);
            connection.receive().assertThat().hasBody("10");
        }
        assertThat(used.take() - before).isIn(Range.closed(60_000L, 90_000L));
    }

    @Test
    void readsNoBytesAfterRequest() throws Exception {
        client.post("/stored").text("x".repeat(1000)).send().assertThat().hasBody("10");
        usedAtRest();
        InputStream late = streams.take();
        assertThrows(IOException.class, late::read);
        assertThrows(IOException.class, late::available);
    }
}
