package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.brotli.Brotli;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.testing.RunningServer;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestConnection;
import dev.interlock.testing.TestRequest;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecompressionTest {
    private static final String TEXT = "All work and no play makes a dull text. ".repeat(100);
    private static final String CODING = "Content-Encoding";
    private static final String OR_FOLLOWED = ", or is followed by other bytes";

    @RegisterExtension
    static final RunningServer SERVER = RunningServer.of(() -> router(Codings.decompression()));

    private static FilteredRouter router(Decompression decompression) {
        return FilteredRouter.with(decompression)
                .post(
                        "/whole",
                        (request, response) -> Results.writeText(response, request.body()),
                        route -> route.consumes("*/*"))
                .post(
                        "/small",
                        (request, response) ->
                                Results.writeText(response, request.body().length()),
                        route -> route.consumes("*/*").maxBody(3000))
                .post(
                        "/blocking",
                        (request, response) -> Results.writeText(response, request.body()),
                        route -> route.consumes("*/*").execution(Execution.BLOCKING))
                .post(
                        "/stream",
                        (request, response) -> Results.writeText(response, read(request)),
                        route -> route.consumes("*/*")
                                .execution(Execution.BLOCKING)
                                .streamedBody(true)
                                .maxBody(10_000_000))
                .post(
                        "/begun",
                        (request, response) -> {
                            InputStream body = Bodies.readInputStream(request);
                            Results.writeText(response, body.read() + " " + body.available());
                        },
                        route -> route.consumes("*/*")
                                .execution(Execution.BLOCKING)
                                .streamedBody(true))
                .post(
                        "/publisher",
                        (request, response) -> response.await(collect(request), Results::writeText),
                        route -> route.consumes("*/*")
                                .execution(Execution.ASYNCHRONOUS)
                                .streamedBody(true)
                                .maxBody(10_000_000))
                .post(
                        "/echo",
                        (request, response) -> Results.streamBuffers(response, Bodies.readPublisher(request)),
                        route -> route.consumes("*/*")
                                .execution(Execution.ASYNCHRONOUS)
                                .streamedBody(true))
                .get("/get", (request, response) -> Results.writeText(response, "get"))
                .router();
    }

    private static String read(Request request) throws IOException {
        try (InputStream body = Bodies.readInputStream(request)) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }

    private static CompletableFuture<String> collect(Request request) {
        CompletableFuture<String> text = new CompletableFuture<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        Bodies.readPublisher(request).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription newSubscription) {
                subscription.complete(newSubscription);
                newSubscription.request(1);
            }

            @Override
            public void onNext(ByteBuf buffer) {
                byte[] part = new byte[buffer.readableBytes()];
                buffer.readBytes(part).release();
                bytes.writeBytes(part);
                subscription.join().request(1);
            }

            @Override
            public void onError(Throwable failure) {
                text.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                text.complete(bytes.toString(UTF_8));
            }
        });
        return text;
    }

    private static TestRequest post(TestClient client, String path, String coding, byte[] body) {
        return client.post(path).bytes("text/plain", body).header(CODING, coding);
    }

    static Stream<String> codings() {
        return Arrays.stream(Codings.all());
    }

    @ParameterizedTest
    @MethodSource("codings")
    void decodesBodies(String coding, TestClient client) {
        byte[] body = Codings.encode(coding, TEXT.getBytes(UTF_8));
        for (String path : new String[] {"/whole", "/blocking", "/stream", "/publisher", "/echo"}) {
            post(client, path, coding, body).send().assertThat().hasStatus(200).hasBody(TEXT);
        }
    }

    @ParameterizedTest
    @MethodSource("codings")
    void decodesBodiesInPieces(String coding, TestClient client) {
        byte[] body = Codings.encode(coding, TEXT.getBytes(UTF_8));
        for (String path : new String[] {"/whole", "/stream", "/publisher", "/echo"}) {
            try (TestConnection connection = client.connect()) {
                connection.send(
                        "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Encoding: "
                                + coding + "\r\nTransfer-Encoding: chunked\r\n\r\n");
                for (byte octet : body) {
                    connection.send("1\r\n".getBytes(US_ASCII));
                    connection.send(new byte[] {octet, '\r', '\n'});
                }
                connection.send("0\r\n\r\n");
                connection.receive().assertThat().hasStatus(200).hasBody(TEXT);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"x-gzip, gzip", "GZIP, gzip", "'identity, gzip', gzip", "deflate, raw deflate", "' gzip ,', gzip"})
    void acceptsNamesOfCodings(String field, String coding, TestClient client) {
        post(client, "/whole", field, Codings.encode(coding, TEXT.getBytes(UTF_8)))
                .send()
                .assertThat()
                .hasBody(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "", "identity, IDENTITY"})
    void ignoresIdentity(String field, TestClient client) {
        post(client, "/whole", field, TEXT.getBytes(UTF_8)).send().assertThat().hasBody(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compress", "zstd", "gzip, zstd", "gzip;q=1", "nonsense"})
    void rejectsUnknownCoding(String field, TestClient client) {
        String accepted = Brotli.isAvailable() ? "br, gzip, deflate" : "gzip, deflate";
        for (String path : new String[] {"/whole", "/stream", "/publisher"}) {
            post(client, path, field, TEXT.getBytes(UTF_8))
                    .send()
                    .assertThat()
                    .hasHeaders("Accept-Encoding", accepted)
                    .isProblem(415)
                    .withDetail("The body must have no content coding, or one of " + accepted);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/whole", "/stream", "/publisher"})
    void rejectsSeveralCodings(String path, TestClient client) {
        post(client, path, "gzip, gzip", TEXT.getBytes(UTF_8))
                .send()
                .assertThat()
                .isProblem(415)
                .withDetail("The body may have only one content coding");
    }

    @Test
    void joinsContentEncodingLines(TestClient client) {
        post(client, "/whole", "gzip", TEXT.getBytes(UTF_8))
                .header(CODING, "gzip")
                .send()
                .assertThat()
                .isProblem(415)
                .withDetail("The body may have only one content coding");
    }

    @ParameterizedTest
    @MethodSource("codings")
    void rejectsTruncatedBody(String coding, TestClient client) {
        byte[] body = Codings.encode(coding, TEXT.getBytes(UTF_8));
        byte[] cut = Arrays.copyOf(body, body.length - 3);
        for (String path : new String[] {"/whole", "/blocking", "/stream", "/publisher"}) {
            post(client, path, coding, cut)
                    .send()
                    .assertThat()
                    .isProblem(400)
                    .withDetail("The coded body is incomplete");
        }
    }

    @ParameterizedTest
    @MethodSource("codings")
    void rejectsMalformedBody(String coding, TestClient client) {
        byte[] noise = new byte[500];
        new Random(2).nextBytes(noise);
        for (String path : new String[] {"/whole", "/blocking", "/stream", "/publisher"}) {
            post(client, path, coding, noise)
                    .send()
                    .assertThat()
                    .isProblem(400)
                    .withDetail("The body is not in the coding that Content-Encoding names"
                            + (coding.equals("br") ? OR_FOLLOWED : ""));
        }
    }

    @ParameterizedTest
    @MethodSource("codings")
    void limitsDecodedBodyOfRoute(String coding, TestClient client) {
        byte[] enough = Codings.encode(coding, TEXT.substring(0, 3000).getBytes(UTF_8));
        post(client, "/small", coding, enough).send().assertThat().hasBody("3000");
        byte[] tooMuch = Codings.encode(coding, TEXT.substring(0, 3001).getBytes(UTF_8));
        post(client, "/small", coding, tooMuch)
                .send()
                .assertThat()
                .isProblem(413)
                .withDetail("The body may have at most 3000 bytes once it is decoded");
    }

    @ParameterizedTest
    @MethodSource("codings")
    void limitsDecodedBodyOfServer(String coding, TestClient client) {
        Random random = new Random(3);
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < 1_100_000; i++) {
            digits.append(random.nextInt(10));
        }
        byte[] body = Codings.encode(coding, digits.toString().getBytes(UTF_8));
        assertThat(body.length).isLessThan(1024 * 1024);
        post(client, "/whole", coding, body)
                .send()
                .assertThat()
                .isProblem(413)
                .withDetail("The body may have at most 1048576 bytes once it is decoded");
        post(client, "/publisher", coding, body).send().assertThat().hasBody(digits.toString());
    }

    @ParameterizedTest
    @MethodSource("codings")
    void rejectsBomb(String coding, TestClient client) {
        byte[] bomb = Codings.encode(coding, new byte[9_000_000]);
        for (String path : new String[] {"/stream", "/publisher"}) {
            post(client, path, coding, bomb)
                    .send()
                    .assertThat()
                    .isProblem(413)
                    .withDetail("The body may become at most 30 times as large when it is decoded;"
                            + " send it without a content coding");
        }
    }

    @Test
    void changesRatio() {
        TestClient strict = TestClient.of(router(Decompression.ratio(2)));
        byte[] zeros = Codings.encode("gzip", new byte[100_000]);
        post(strict, "/whole", "gzip", zeros)
                .send()
                .assertThat()
                .isProblem(413)
                .withDetail(
                        "The body may become at most 2 times as large when it is decoded; send it without a content coding");
        // A small body is always allowed.
        post(strict, "/whole", "gzip", Codings.encode("gzip", new byte[60_000]))
                .send()
                .assertThat()
                .hasStatus(200);
        TestClient lenient = TestClient.of(router(Decompression.ratio(10_000)));
        post(lenient, "/whole", "gzip", zeros).send().assertThat().hasStatus(200);
        assertThrows(IllegalArgumentException.class, () -> Decompression.ratio(0));
    }

    @Test
    void joinsMembers(TestClient client) {
        byte[] member = Codings.encode("gzip", "abc".getBytes(UTF_8));
        byte[] two = Arrays.copyOf(member, 2 * member.length);
        System.arraycopy(member, 0, two, member.length, member.length);
        for (String path : new String[] {"/whole", "/stream", "/publisher"}) {
            post(client, path, "gzip", two).send().assertThat().hasBody("abcabc");
        }
    }

    @ParameterizedTest
    @MethodSource("codings")
    void rejectsBytesAfterBody(String coding, TestClient client) {
        byte[] body = Codings.encode(coding, "abc".getBytes(UTF_8));
        byte[] more = Arrays.copyOf(body, body.length + 5);
        // Brotli's library does not distinguish a malformed body from other bytes after the body.
        String detail = coding.equals("br")
                ? "The body is not in the coding that Content-Encoding names" + OR_FOLLOWED
                : "The coded body is followed by other bytes";
        for (String path : new String[] {"/whole", "/stream", "/publisher"}) {
            post(client, path, coding, more).send().assertThat().isProblem(400).withDetail(detail);
        }
    }

    @Test
    void rejectsMalformedSecondMember(TestClient client) {
        byte[] body = Codings.encode("gzip", "abc".getBytes(UTF_8));
        byte[] cut = Arrays.copyOf(body, 2 * body.length - 3);
        System.arraycopy(body, 0, cut, body.length, body.length - 3);
        for (String path : new String[] {"/whole", "/stream", "/publisher"}) {
            post(client, path, "gzip", cut)
                    .send()
                    .assertThat()
                    .isProblem(400)
                    .withDetail("The coded body is incomplete");
        }
    }

    @Test
    void ignoresRequestWithoutBody(TestClient client) {
        client.get("/get").header(CODING, "gzip").send().assertThat().hasBody("get");
        client.post("/whole").header(CODING, "gzip").send().assertThat().hasBody("");
    }

    @Test
    void releasesUnreadBody(TestClient client) {
        byte[] body = Codings.encode("gzip", TEXT.getBytes(UTF_8));
        for (int i = 0; i < 5; i++) {
            post(client, "/begun", "gzip", body).send().assertThat().hasBody("65 3999");
        }
    }

    @Test
    void rejectsCodingWithoutFilter() {
        TestClient client = TestClient.of(FilteredRouter.with()
                .post(
                        "/whole",
                        (request, response) -> Results.writeText(response, request.body()),
                        route -> route.consumes("*/*"))
                .post("/ignoring", (request, response) -> Results.writeText(response, "ignored"), route -> route)
                .router());
        byte[] body = Codings.encode("gzip", TEXT.getBytes(UTF_8));
        post(client, "/whole", "gzip", body)
                .send()
                .assertThat()
                .hasHeaders("Accept-Encoding", "identity")
                .isProblem(415)
                .withDetail("The body must have no content coding");
        post(client, "/whole", "Identity", TEXT.getBytes(UTF_8))
                .send()
                .assertThat()
                .hasBody(TEXT);
        post(client, "/ignoring", "gzip", body).send().assertThat().hasBody("ignored");
        client.post("/whole").header(CODING, "gzip").send().assertThat().hasBody("");
    }
}
