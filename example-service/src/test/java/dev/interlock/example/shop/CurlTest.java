package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.server.HttpServer;
import dev.interlock.testing.TestResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the shop with curl over each protocol: streams, ranges, codings, uploads and preflights. */
@ParameterizedClass
@EnumSource(Wire.class)
@Timeout(60)
final class CurlTest {
    private static final String LIVE = "/v1/catalog/reviews/live";
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, '\r', '\n', '-', '-'};

    private static final String FEATURES = features();

    private final Wire wire;
    private final RunningShop shop = new RunningShop();
    private final HttpServer server;

    @TempDir
    private Path directory;

    CurlTest(Wire wire) {
        this.wire = wire;
        server = wire.serve(shop);
    }

    @BeforeEach
    void needsCurl() {
        assumeFalse(FEATURES.isEmpty(), "curl is not installed");
        assumeTrue(wire == Wire.HTTP_1_1 || FEATURES.contains(" HTTP2"), "curl was built without HTTP/2");
    }

    /** Returns the features of curl, or an empty text if curl is not installed. */
    private static String features() {
        try {
            Process curl = new ProcessBuilder("curl", "--version")
                    .redirectErrorStream(true)
                    .start();
            return new String(curl.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @AfterEach
    void stop() {
        server.close();
        shop.close();
    }

    private Process start(String path, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--include"));
        words.addAll(wire.curlOptions());
        words.addAll(List.of(options));
        words.add(wire.origin(server) + path);
        return new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader output(Process curl) {
        return new BufferedReader(new InputStreamReader(curl.getInputStream(), UTF_8));
    }

    /** Returns the head and the body of a response, with line feeds as line breaks. */
    private String curl(String path, String... options) throws Exception {
        Process curl = start(path, options);
        String output = new String(curl.getInputStream().readAllBytes(), UTF_8);
        assertWithMessage(output).that(curl.waitFor()).isEqualTo(0);
        return output.replace("\r\n", "\n");
    }

    private static String body(String response) {
        return response.substring(response.indexOf("\n\n") + 2);
    }

    private void review(String token, String text) {
        TestResponse written = shop.client()
                .post("/v1/catalog/products/1/reviews")
                .header("authorization", "Bearer " + token)
                .json("{\"stars\": 4, \"text\": \"" + text + "\"}")
                .send();
        written.assertThat().hasStatus(201);
    }

    private static String skipTo(String start, BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith(start)) {
            line = lines.readLine();
        }
        return Objects.requireNonNull(line);
    }

    @Test
    void receivesEventsAtOnce() throws Exception {
        // With --include, curl would delay the head until more bytes arrive.
        Process curl = start(LIVE, "-N", "--no-include", "--dump-header", "-");
        try (BufferedReader lines = output(curl)) {
            assertThat(lines.readLine()).isEqualTo(wire.statusLine(200, "OK"));
            assertThat(skipTo("content-type", lines)).isEqualTo("content-type: text/event-stream");

            review(shop.customer(), "First");
            assertThat(skipTo("id", lines)).isEqualTo("id: 1");
            assertThat(lines.readLine()).isEqualTo("event: review");
            assertThat(lines.readLine()).contains("\"text\":\"First\"");

            review(shop.admin(), "Second");
            assertThat(skipTo("id", lines)).isEqualTo("id: 2");
        } finally {
            curl.destroyForcibly();
        }
    }

    @Test
    void receivesMissedEvents() throws Exception {
        review(shop.customer(), "First");
        review(shop.admin(), "Second");
        review(shop.newCustomer(), "Third");

        Process curl = start(LIVE, "-N", "--header", "Last-Event-ID: 1");
        try (BufferedReader lines = output(curl)) {
            assertThat(skipTo("id", lines)).isEqualTo("id: 2");
            assertThat(skipTo("id", lines)).isEqualTo("id: 3");
        } finally {
            curl.destroyForcibly();
        }
    }

    private static byte[] page(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(CurlTest.class.getResourceAsStream("/docs/" + name))) {
            return file.readAllBytes();
        }
    }

    @Test
    void receivesRange() throws Exception {
        byte[] whole = page("guides/ordering.md");

        String part = curl("/docs/guides/ordering.md", "--range", "2-9");

        assertThat(part).startsWith(wire.statusLine(206, "Partial Content") + "\n");
        assertThat(part).contains("\ncontent-range: bytes 2-9/" + whole.length + "\n");
        assertThat(body(part)).isEqualTo(new String(whole, 2, 8, UTF_8));
        assertThat(curl("/docs/guides/ordering.md", "--range", whole.length + "-"))
                .startsWith(wire.statusLine(416, ""));
    }

    @Test
    void resumesDownload() throws Exception {
        byte[] whole = page("guides/ordering.md");
        Path file = directory.resolve("ordering.md");
        Files.write(file, Arrays.copyOf(whole, 20));

        curl("/docs/guides/ordering.md", "--no-include", "--continue-at", "-", "--output", file.toString());

        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void unpacksCompressedFile() throws Exception {
        String response = curl("/docs/guides/errors.md", "--compressed");

        assertThat(response).contains("\ncontent-encoding: gzip\n");
        assertThat(body(response)).isEqualTo(new String(page("guides/errors.md"), UTF_8));
    }

    @Test
    void unpacksCompressedStream() throws Exception {
        review(shop.customer(), "First");
        review(shop.admin(), "Second");

        String response = curl("/v1/catalog/reviews/export", "--compressed");

        assertThat(response).contains("\ncontent-encoding: ");
        assertThat(body(response)).isEqualTo(body(curl("/v1/catalog/reviews/export")));
        assertThat(body(response).lines()).hasSize(2);
    }

    @Test
    void uploadsForm() throws Exception {
        Path photo = Files.write(directory.resolve("photo.jpg"), JPEG);

        String response = curl(
                "/v1/catalog/images",
                "--header",
                "Authorization: Bearer " + shop.admin(),
                "--form",
                "name=photo",
                "--form",
                "image=@" + photo);

        assertThat(response).startsWith(wire.statusLine(201, "Created") + "\n");
        assertThat(response).contains("\nlocation: /v1/catalog/images/photo.jpg\n");
        assertThat(shop.get("/v1/catalog/images/photo.jpg").bytes()).isEqualTo(JPEG);
    }

    @Test
    void acceptsPreflight() throws Exception {
        String response = curl(
                "/v1/orders",
                "--request",
                "OPTIONS",
                "--header",
                "Origin: https://pages.example",
                "--header",
                "Access-Control-Request-Method: POST",
                "--header",
                "Access-Control-Request-Headers: authorization, content-type");

        assertThat(response).startsWith(wire.statusLine(204, "No Content") + "\n");
        assertThat(response).contains("\naccess-control-allow-origin: *\n");
        assertThat(response).containsMatch("\naccess-control-allow-methods: [A-Z, ]*POST");
        assertThat(response).containsMatch("\naccess-control-allow-headers: .*authorization");
        assertThat(body(response)).isEmpty();
    }
}
