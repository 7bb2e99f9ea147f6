package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.brotli.Brotli;
import dev.interlock.file.StaticFiles;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.testing.RunningServer;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestResponse;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompressionTest {
    private static final String TEXT = "All work and no play makes a dull text. ".repeat(100);
    private static final String ACCEPT = "Accept-Encoding";
    private static final String CODING = "Content-Encoding";

    @TempDir
    static Path directory;

    @RegisterExtension
    static final RunningServer SERVER = RunningServer.of(() -> router(Codings.compression()));

    private static FilteredRouter router(Compression compression) {
        return FilteredRouter.with(compression)
                .get("/text", (request, response) -> Results.writeText(response, TEXT))
                .get("/short", (request, response) -> Results.writeText(response, "short"))
                .get("/edge", (request, response) -> Results.writeText(response, "e".repeat(1024)))
                .get("/below-edge", (request, response) -> Results.writeText(response, "e".repeat(1023)))
                .get("/large", (request, response) -> Results.writeText(response, "l".repeat(1024 * 1024 + 1)))
                .get(
                        "/buffer",
                        (request, response) ->
                                response.contentType("text/csv").buffer(Unpooled.copiedBuffer(TEXT, UTF_8)))
                .get("/bytes", (request, response) -> {
                    byte[] bytes = ("..." + TEXT + "...").getBytes(UTF_8);
                    response.contentType("application/json").bytes(bytes, 3, bytes.length - 3);
                })
                .get("/noise", (request, response) -> {
                    byte[] noise = new byte[5000];
                    new Random(1).nextBytes(noise);
                    response.contentType("text/plain").bytes(noise, 0, noise.length);
                })
                .get("/typed", (request, response) -> {
                    String type = request.header("x-type");
                    if (type != null) {
                        response.contentType(type);
                    }
                    response.body().append(TEXT);
                })
                .get("/fields", (request, response) -> {
                    for (String name : List.of("cache-control", "content-encoding", "content-range")) {
                        String value = request.header("x-" + name);
                        if (value != null) {
                            response.header(name, value);
                        }
                    }
                    Results.writeText(response, TEXT);
                })
                .get("/status", (request, response) -> {
                    Results.writeText(response, TEXT);
                    response.status(Integer.parseInt(request.header("x-status")));
                })
                .get("/refused", (request, response) -> {
                    throw new HttpException(409, TEXT);
                })
                .get("/file", (request, response) -> write(request, response, "small.txt"))
                .get("/large-file", (request, response) -> write(request, response, "large.txt"))
                .get("/precompressed", CompressionTest::writePrecompressed)
                .get(
                        "/later",
                        (request, response) ->
                                response.await(CompletableFuture.supplyAsync(() -> TEXT), Results::writeText),
                        route -> route.execution(Execution.ASYNCHRONOUS))
                .get(
                        "/blocking",
                        (request, response) -> Results.writeText(response, TEXT),
                        route -> route.execution(Execution.BLOCKING))
                .router();
    }

    private static void write(Request request, Response response, String file) throws IOException {
        response.contentType("text/plain");
        Results.writeFile(request, response, directory.resolve(file));
    }

    private static void writePrecompressed(Request request, Response response) throws IOException {
        StaticFiles files = StaticFiles.directory(directory).precompressed();
        Results.writeFile(request, response, files.find("small.txt").orElseThrow());
    }

    @BeforeAll
    static void writeFiles() throws IOException {
        Files.writeString(directory.resolve("small.txt"), TEXT);
        Files.writeString(directory.resolve("large.txt"), TEXT.repeat(100));
    }

    private static TestResponse get(TestClient client, String path, String accept) {
        return client.get(path).header(ACCEPT, accept).send();
    }

    private static void checkGzip(TestResponse result, String text) {
        result.assertThat().hasHeaders(CODING, "gzip").hasHeaders("Vary", "accept-encoding");
        assertThat(new String(Codings.decode("gzip", result.bytes()), UTF_8)).isEqualTo(text);
        assertThat(result.bytes().length).isLessThan(text.length() / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/text", "/buffer", "/bytes", "/file", "/later", "/blocking"})
    void encodesWholeBodies(String path, TestClient client) {
        checkGzip(get(client, path, "gzip"), TEXT);
    }

    @Test
    void encodesProblems(TestClient client) {
        TestResponse result = get(client, "/refused", "gzip");
        result.assertThat()
                .hasStatus(409)
                .hasHeaders(CODING, "gzip")
                .hasHeaders("content-type", "application/problem+json");
        assertThat(new String(Codings.decode("gzip", result.bytes()), UTF_8)).contains(TEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | gzip",
                "x-gzip | gzip",
                "GZip | gzip",
                "deflate, gzip;q=0.5 | gzip",
                "gzip;q=0.001 | gzip",
                "gzip;q=0.5, identity;q=0.4 | gzip",
                "gzip;q=0.5, identity;q=0.5 | gzip",
                "identity;q=0, gzip;q=0.1 | gzip",
                "gzip;q=0.4, identity;q=0.5 | ",
                "gzip;q=0 | ",
                "gzip;q=0, *;q=0.5, br;q=0 | ",
                "identity | ",
                "'' | ",
                "deflate | ",
                "gzip;q=2 | ",
                "gzip;q=nonsense | ",
                "br;q=0, * | gzip",
                "br;q=0, *;q=0.1 | gzip",
                "compress, *;q=0, gzip | gzip",
            })
    void followsAcceptEncoding(String accept, String coding, TestClient client) {
        TestResponse result = get(client, "/text", accept);
        if (coding == null) {
            result.assertThat().hasBody(TEXT).hasNoHeader(CODING).hasHeaders("Vary", "accept-encoding");
        } else {
            checkGzip(result, TEXT);
        }
    }

    @Test
    void encodesNothingWithoutAcceptEncoding(TestClient client) {
        client.get("/text")
                .send()
                .assertThat()
                .hasBody(TEXT)
                .hasNoHeader(CODING)
                .hasHeaders("Vary", "accept-encoding");
    }

    @Test
    void joinsAcceptEncodingLines(TestClient client) {
        TestResponse result = client.get("/text")
                .header(ACCEPT, "identity;q=0.1")
                .header(ACCEPT, "gzip")
                .send();
        checkGzip(result, TEXT);
    }

    static boolean hasBrotli() {
        return Brotli.isAvailable();
    }

    @ParameterizedTest
    @EnabledIf("hasBrotli")
    @ValueSource(strings = {"br", "gzip, br", "gzip;q=0.9, br", "*", "gzip;q=0.5, *"})
    void prefersBrotli(String accept, TestClient client) {
        TestResponse result = get(client, "/text", accept);
        result.assertThat().hasHeaders(CODING, "br");
        assertThat(new String(Codings.decode("br", result.bytes()), UTF_8)).isEqualTo(TEXT);
    }

    @Test
    @EnabledIf("hasBrotli")
    void clientMayPreferGzip(TestClient client) {
        checkGzip(get(client, "/text", "br;q=0.5, gzip"), TEXT);
        TestClient without = TestClient.of(router(Compression.standard()));
        checkGzip(get(without, "/text", "br, gzip"), TEXT);
    }

    @Test
    void rejectsClientWithoutAcceptableCodingEarly(TestClient client) {
        for (String accept : List.of("identity;q=0", "*;q=0", "identity;q=0, deflate")) {
            get(client, "/text", accept)
                    .assertThat()
                    .isProblem(406)
                    .withDetail("Accept-Encoding must allow identity or " + (hasBrotli() ? "br or gzip" : "gzip")
                            + ", the codings that the response can have");
        }
        get(client, "/text", "*;q=0, identity").assertThat().hasBody(TEXT);
    }

    @Test
    void encodesAnySizeIfIdentityIsRefused(TestClient client) {
        TestResponse result = get(client, "/short", "identity;q=0, gzip");
        result.assertThat().hasHeaders(CODING, "gzip");
        assertThat(new String(Codings.decode("gzip", result.bytes()), UTF_8)).isEqualTo("short");
        get(client, "/noise", "*;q=0, gzip").assertThat().hasHeaders(CODING, "gzip");
    }

    @Test
    void limitsSize(TestClient client) {
        get(client, "/short", "gzip")
                .assertThat()
                .hasBody("short")
                .hasNoHeader(CODING)
                .hasNoHeader("Vary");
        get(client, "/below-edge", "gzip").assertThat().hasNoHeader(CODING);
        get(client, "/edge", "gzip").assertThat().hasHeaders(CODING, "gzip");
        get(client, "/large", "gzip").assertThat().hasNoHeader(CODING);
        get(client, "/large-file", "gzip").assertThat().hasNoHeader(CODING).hasBody(TEXT.repeat(100));
        TestClient more = TestClient.of(router(Compression.standard()
                .minSize(5)
                .maxSize(2 * 1024 * 1024)
                .maxFileSize(1024 * 1024)
                .gzipLevel(9)));
        get(more, "/short", "gzip")
                .assertThat()
                .hasBody("short")
                .hasNoHeader(CODING)
                .hasHeaders("Vary", "accept-encoding");
        get(more, "/large", "gzip").assertThat().hasHeaders(CODING, "gzip");
        checkGzip(get(more, "/large-file", "gzip"), TEXT.repeat(100));
    }

    @Test
    void keepsBodyThatWouldGrow(TestClient client) {
        TestResponse result = get(client, "/noise", "gzip");
        result.assertThat().hasNoHeader(CODING).hasHeaders("Vary", "accept-encoding");
        assertThat(result.bytes()).hasLength(5000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html;charset=utf-8",
                "TEXT/CSV",
                "application/json",
                "application/vnd.shop+json; v=1",
                "image/svg+xml",
                "application/x-protobuf",
                "application/javascript",
            })
    void encodesTextTypes(String type, TestClient client) {
        client.get("/typed")
                .header(ACCEPT, "gzip")
                .header("x-type", type)
                .send()
                .assertThat()
                .hasHeaders(CODING, "gzip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/jpeg",
                "image/png",
                "video/mp4",
                "audio/mpeg",
                "application/zip",
                "application/gzip",
                "application/octet-stream",
                "application/pdf",
                "font/woff2",
                "nonsense",
            })
    void skipsCompressedTypes(String type, TestClient client) {
        client.get("/typed")
                .header(ACCEPT, "gzip")
                .header("x-type", type)
                .send()
                .assertThat()
                .hasBody(TEXT)
                .hasNoHeader(CODING)
                .hasNoHeader("Vary");
    }

    @Test
    void changesTypes(TestClient client) {
        client.get("/typed").header(ACCEPT, "gzip").send().assertThat().hasNoHeader(CODING);
        TestClient other =
                TestClient.of(router(Compression.standard().types("image/X-Raw").withoutTypes("text/plain")));
        other.get("/typed")
                .header(ACCEPT, "gzip")
                .header("x-type", "image/x-raw")
                .send()
                .assertThat()
                .hasHeaders(CODING, "gzip");
        get(other, "/text", "gzip").assertThat().hasNoHeader(CODING);
    }

    @ParameterizedTest
    @CsvSource({
        "content-encoding, br",
        "content-encoding, identity",
        "content-range, bytes 0-9/10",
        "cache-control, 'public, no-transform'",
        "cache-control, No-Transform",
    })
    void handlerForbidsCoding(String name, String value, TestClient client) {
        client.get("/fields")
                .header(ACCEPT, "gzip")
                .header("x-" + name, value)
                .send()
                .assertThat()
                .hasBody(TEXT)
                .hasHeaders(name, value)
                .hasNoHeader("Vary");
    }

    @Test
    void addsVaryOnce(TestClient client) {
        for (String accept : List.of("identity", "gzip")) {
            get(client, "/precompressed", accept).assertThat().hasStatus(200).hasHeaders("Vary", "accept-encoding");
        }
    }

    @ParameterizedTest
    @CsvSource({"204, false", "205, false", "304, true", "206, false"})
    void skipsEmptyAndPartialResponses(int status, boolean varies, TestClient client) {
        TestResponse result = client.get("/status")
                .header(ACCEPT, "gzip")
                .header("x-status", Integer.toString(status))
                .send();
        result.assertThat().hasStatus(status).hasNoHeader(CODING);
        if (varies) {
            result.assertThat().hasHeaders("Vary", "accept-encoding");
        }
    }

    @Test
    void headHasFieldsOfGet(TestClient client) {
        for (String path : List.of("/text", "/buffer", "/file", "/short")) {
            TestResponse get = get(client, path, "gzip");
            TestResponse head = client.head(path).header(ACCEPT, "gzip").send();
            head.assertThat().hasNoBody();
            for (String name : List.of(CODING, "Vary", "Content-Length", "Content-Type")) {
                assertWithMessage(path + " " + name).that(head.headers(name)).isEqualTo(get.headers(name));
            }
        }
    }
}
