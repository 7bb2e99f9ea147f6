package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.filter.Compression;
import dev.interlock.filter.Decompression;
import dev.interlock.filter.FilteredRouter;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.server.HttpServer;
import dev.interlock.server.RawClient;
import dev.interlock.server.RawClient.RawResponse;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses with gzip by HTTP/2 have the same fields as by HTTP/1.1. */
@Timeout(60)
final class CompressionOverHttp2Test {
    private static final String GZIP = "accept-encoding|gzip";
    /** Text that is longer than a DATA frame and than a window, even after gzip. */
    private static final String LARGE = text(600_000);

    private static final String TEXT = text(20_000);

    private static final BlockingQueue<SubmissionPublisher<String>> PUBLISHERS = new LinkedBlockingQueue<>();

    @TempDir
    static Path directory;

    private static HttpServer server;
    private FrameClient client;

    /** Returns digits that gzip can halve, but not more. */
    private static String text(int length) {
        StringBuilder text = new StringBuilder(length);
        long number = 1;
        while (text.length() < length) {
            number = number * 6_364_136_223_846_793_005L + 1;
            text.append(number >>> 1);
        }
        text.setLength(length);
        return text.toString();
    }

    @BeforeAll
    static void start() throws IOException {
        Path file = Files.writeString(directory.resolve("file.txt"), TEXT);
        // A file that has just changed has a weak entity tag. An old file has a strong one.
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
        FilteredRouter router = FilteredRouter.with(Compression.standard(), Decompression.standard())
                .get("/memory", (request, response) -> Results.writeText(response, TEXT))
                .get("/large", (request, response) -> Results.writeText(response, LARGE))
                .get(
                        "/buffer",
                        (request, response) ->
                                response.contentType("text/plain").buffer(Unpooled.copiedBuffer(TEXT, US_ASCII)))
                .get("/file", (request, response) -> {
                    response.contentType("text/plain");
                    Results.writeFile(request, response, file);
                })
                .get(
                        "/later",
                        (request, response) ->
                                response.await(CompletableFuture.completedFuture(TEXT), Results::writeText),
                        route -> route.execution(Execution.ASYNCHRONOUS))
                .get(
                        "/stream",
                        (request, response) -> Results.streamText(response, publisher()),
                        route -> route.execution(Execution.ASYNCHRONOUS))
                .get("/tagged", CompressionOverHttp2Test::writeTagged)
                .post(
                        "/echo",
                        (request, response) -> Results.writeText(response, request.body()),
                        route -> route.consumes("*/*").maxBody(30_000))
                .post(
                        "/read",
                        (request, response) -> Results.writeText(
                                response, Bodies.readInputStream(request).readAllBytes().length),
                        route -> route.consumes("*/*")
                                .execution(Execution.BLOCKING)
                                .streamedBody(true)
                                .maxBody(1_000_000))
                .router();
        server = Http2Servers.start(router);
    }

    private static SubmissionPublisher<String> publisher() {
        SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 16);
        PUBLISHERS.add(publisher);
        return publisher;
    }

    private static void writeTagged(Request request, Response response) {
        Results.writeText(response.header("etag", "\"7\""), TEXT);
        Results.tag(request, response);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() throws IOException {
        client = new FrameClient(server.port());
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    private static String decode(byte[] bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), US_ASCII);
        }
    }

    /**
     * Asserts that a response has the fields of HTTP/1.1, except those of the connection and those that always differ.
     */
    private static void requireFieldsOf(RawResponse first, FrameClient.Response second) {
        assertThat(second.status()).isEqualTo(first.status());
        assertWithMessage("fields").that(comparable(second.fields)).isEqualTo(comparable(first.fields()));
    }

    private static Map<String, String> comparable(Map<String, String> fields) {
        Map<String, String> all = new TreeMap<>(fields);
        all.keySet().removeIf(name -> name.startsWith(":"));
        all.remove("transfer-encoding");
        all.remove("date");
        return all;
    }

    private static RawResponse byHttp1(String method, String path, String fields) throws IOException {
        try (RawClient raw = new RawClient(server.port())) {
            raw.send(method + " " + path + " HTTP/1.1\r\nHost: a.test\r\nAccept-Encoding: gzip\r\n" + fields + "\r\n");
            return method.equals("HEAD") ? raw.responseToHead() : raw.response();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/memory", "/large", "/buffer", "/file", "/later", "/tagged"})
    void wholeBodyIsEncoded(String path) throws IOException {
        FrameClient.Response response = client.response(client.get(path, GZIP));
        String text = path.equals("/large") ? LARGE : TEXT;
        assertThat(response.fields).containsEntry("content-encoding", "gzip");
        assertThat(response.fields).containsEntry("vary", "accept-encoding");
        assertThat(response.fields).containsEntry("content-length", String.valueOf(response.bytes.size()));
        assertThat(response.bytes.size()).isLessThan(text.length() * 2 / 3);
        assertThat(decode(response.bytes.toByteArray())).isEqualTo(text);
        requireFieldsOf(byHttp1("GET", path, ""), response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/memory", "/large", "/buffer", "/file", "/later", "/tagged"})
    void headHasFieldsOfGet(String path) throws IOException {
        FrameClient.Response get = client.response(client.get(path, GZIP));
        FrameClient.Response head = client.response(client.request("HEAD", path, true, GZIP));
        assertThat(head.bytes.size()).isEqualTo(0);
        assertThat(head.frames).isEqualTo(0);
        assertThat(comparable(head.fields)).isEqualTo(comparable(get.fields));
        requireFieldsOf(byHttp1("HEAD", path, ""), head);
    }

    /** The client can decode each element as soon as it arrives. */
    @Test
    void streamIsEncodedElementByElement() throws Exception {
        // The responses to HEAD have left publishers to which nobody subscribes.
        PUBLISHERS.clear();
        int stream = client.get("/stream", GZIP);
        SubmissionPublisher<String> publisher = PUBLISHERS.poll(20, TimeUnit.SECONDS);
        assertThat(publisher).isNotNull();
        while (!publisher.hasSubscribers()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            String element = "element " + i + " of the stream\n";
            publisher.submit(element);
            all.append(element);
            String decoded = "";
            while (decoded.length() < all.length()) {
                client.readFrame();
                decoded = decodeStart(client.of(stream).bytes.toByteArray());
            }
            assertThat(decoded).isEqualTo(all.toString());
        }
        publisher.close();
        FrameClient.Response response = client.response(stream);
        assertThat(response.fields).containsEntry("content-encoding", "gzip");
        assertThat(response.fields).doesNotContainKey("content-length");
        assertThat(decode(response.bytes.toByteArray())).isEqualTo(all.toString());
    }

    /** Decodes the start of a stream in gzip. */
    private static String decodeStart(byte[] bytes) throws IOException {
        StringBuilder text = new StringBuilder();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                text.append((char) octet);
            }
        } catch (EOFException cut) {
            // The rest of the stream has not arrived.
            return text.toString();
        }
        return text.toString();
    }

    @Test
    void streamToHeadIsEmpty() throws Exception {
        FrameClient.Response head = client.response(client.request("HEAD", "/stream", true, GZIP));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.frames).isEqualTo(0);
        requireFieldsOf(byHttp1("HEAD", "/stream", ""), head);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "\"7-gzip\""})
    void matchingTagIsNotModified(String tag) throws IOException {
        FrameClient.Response response = client.response(client.get("/tagged", GZIP, "if-none-match|" + tag));
        assertThat(response.status()).isEqualTo(304);
        assertThat(response.frames).isEqualTo(0);
        assertThat(response.fields).doesNotContainKey("content-encoding");
        requireFieldsOf(byHttp1("GET", "/tagged", "If-None-Match: " + tag + "\r\n"), response);
    }

    private static byte[] encode(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(US_ASCII));
        }
        return bytes.toByteArray();
    }

    @Test
    void encodedRequestsAreDecoded() throws IOException {
        String coding = "content-encoding|gzip";
        assertThat(client.response(client.post("/echo", encode(TEXT), coding)).body())
                .isEqualTo(TEXT);
        // The client sends no more than the window allows.
        assertThat(client.response(client.post("/read", encode(text(100_000)), coding))
                        .body())
                .isEqualTo("100000");
        // The limit counts decoded bytes.
        assertThat(client.response(client.post("/echo", encode("a".repeat(1_000_000)), coding))
                        .status())
                .isEqualTo(413);
        assertThat(client.response(client.post("/echo", encode(TEXT), "content-encoding|rot13"))
                        .status())
                .isEqualTo(415);
        byte[] cut = Arrays.copyOf(encode(TEXT), 100);
        assertThat(client.response(client.post("/echo", cut, coding)).status()).isEqualTo(400);
        assertThat(client.response(client.get("/memory")).body()).isEqualTo(TEXT);
    }

    /** The second response on the connection shows that the frames of the first one were complete. */
    @Test
    void framesFitTheWindows() throws IOException {
        client.keepWindows();
        int stream = client.get("/large", GZIP);
        while (client.of(stream).bytes.size() < 65_535) {
            assertThat(client.readFrame().payload().length).isAtMost(16_384);
        }
        client.roundTrip();
        assertThat(client.of(stream).bytes.size()).isEqualTo(65_535);
        client.windowUpdate(0, 1 << 20).windowUpdate(stream, 1 << 20);
        assertThat(decode(client.response(stream).bytes.toByteArray())).isEqualTo(LARGE);
        client.frame(FrameType.PING, 0, 0, new byte[8]);
        assertThat(client.response(client.get("/memory")).body()).isEqualTo(TEXT);
    }
}
