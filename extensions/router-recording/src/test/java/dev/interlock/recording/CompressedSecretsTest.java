package dev.interlock.recording;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.filter.Compression;
import dev.interlock.filter.FilteredRouter;
import dev.interlock.http.Execution;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.replay.recorded.Body;
import dev.interlock.replay.recorded.RecordedExchange;
import dev.interlock.server.RawClient;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Secrets in compressed responses. The recording has only the digests of these bodies. */
final class CompressedSecretsTest extends RecordedServer {
    private static final String SECRET = "planted-1x7q";

    /** Types of each kind that the recorder knows. It records some of them unchanged if they have no coding. */
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/x-ndjson",
            "application/x-www-form-urlencoded",
            "application/x-protobuf",
            "text/plain",
            "text/html",
            "image/svg+xml",
            "image/bmp",
            "image/png",
            "font/ttf",
            "application/pdf");

    private final List<RawClient.RawResponse> received = new ArrayList<>();

    private static String body() {
        return "{\"password\":\"" + SECRET + "\"," + "\"a\":\"b\"," + "\"c\":\"" + "d".repeat(500) + "\"}\n";
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(ISO_8859_1));
        }
        return out.toByteArray();
    }

    private static String unzip(String bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes.getBytes(ISO_8859_1)))) {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }

    private static void typed(Request request, Response response) {
        response.contentType(String.valueOf(request.header("x-type"))).body().append(body());
    }

    private static FilteredRouter.Builder routes() {
        Compression compression = Compression.standard().minSize(1).types(TYPES.toArray(String[]::new));
        return FilteredRouter.with(compression)
                .get("/whole", CompressedSecretsTest::typed)
                .get(
                        "/buffer",
                        (request, response) ->
                                response.contentType("image/bmp").buffer(Unpooled.copiedBuffer(body(), ISO_8859_1)))
                .get(
                        "/stream",
                        (request, response) ->
                                response.contentType("image/svg+xml").stream(parts("<svg>", body(), body())),
                        route -> route.execution(Execution.ASYNCHRONOUS))
                .get("/fail", (request, response) -> {
                    throw new HttpException(409, "There is " + request.header("x-api-key") + ". ".repeat(200));
                });
    }

    private void send(RawClient client, String path, String field) throws IOException {
        client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n" + field + "\r\n\r\n");
        received.add(client.response());
    }

    @Test
    void responsesOfTheFilterHaveOnlyADigest() throws Exception {
        Recorded recorded = record(routes().router(), options(), server -> server, client -> {
            for (String type : TYPES) {
                send(client, "/whole", "X-Type: " + type);
            }
            send(client, "/buffer", "A: b");
            send(client, "/stream", "A: b");
            send(client, "/fail", "X-Api-Key: " + SECRET);
        });

        assertThat(recorded.exchanges).hasSize(received.size());
        for (int i = 0; i < received.size(); i++) {
            RawClient.RawResponse response = received.get(i);
            assertThat(response.fields()).containsEntry("content-encoding", "gzip");
            assertThat(unzip(response.body())).contains(SECRET);
            checkDigest(recorded.exchanges.get(i), response.body().length());
        }
        assertThat(recorded.bytes.toString(ISO_8859_1)).doesNotContain(SECRET);
    }

    private static void checkDigest(RecordedExchange exchange, int length) {
        Body body = exchange.getResponse().getBody();
        assertWithMessage("%s", exchange).that(body.getContent().isEmpty()).isTrue();
        assertThat(body.getDigest().size()).isEqualTo(32);
        assertThat(body.getLength()).isEqualTo(length);
    }

    /** The application compresses these responses itself, and the second one without a content coding. */
    @Test
    void compressedFilesHaveOnlyADigest() throws Exception {
        byte[] zipped = gzip(body());
        Recorded recorded = record(
                FilteredRouter.with()
                        .get(
                                "/coded",
                                (request, response) -> response.contentType("image/png")
                                        .header("Content-Encoding", "x-gzip")
                                        .bytes(zipped, 0, zipped.length))
                        .get(
                                "/export",
                                (request, response) ->
                                        response.contentType("application/gzip").bytes(zipped, 0, zipped.length))
                        .router(),
                options(),
                server -> server,
                client -> {
                    client.get("/coded").response();
                    client.get("/export").response();
                });
        assertThat(recorded.exchanges).hasSize(2);
        for (RecordedExchange each : recorded.exchanges) {
            checkDigest(each, zipped.length);
        }
    }
}
