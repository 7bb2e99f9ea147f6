package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.server.HttpServer;
import dev.interlock.testing.Multipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the shop with the client of the JDK, which knows HTTP/2 only over TLS. */
@ParameterizedClass
@EnumSource(names = {"HTTP_1_1", "HTTP_2_OVER_TLS"})
@Timeout(60)
final class JdkClientTest {
    private static final String REVIEWS = "/v1/catalog/products/1/reviews";

    private final Wire wire;
    private final RunningShop shop = new RunningShop();
    private final HttpServer server;
    private final HttpClient client;

    JdkClientTest(Wire wire) {
        this.wire = wire;
        server = wire.serve(shop);
        client = wire.jdkClient();
    }

    @AfterEach
    void stop() {
        server.close();
        shop.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(wire.origin(server) + path)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        assertThat(response.version()).isEqualTo(wire.jdkVersion());
        return response;
    }

    private HttpResponse<String> review(String token, String json) throws IOException, InterruptedException {
        return send(request(REVIEWS)
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    @Test
    void sendsAndReceivesJson() throws Exception {
        HttpResponse<String> written = review(shop.customer(), "{\"stars\":5,\"text\":\"G\u00fcte\"}");
        assertThat(written.statusCode()).isEqualTo(201);
        assertThat(written.body()).contains("\"text\":\"G\u00fcte\"");

        HttpResponse<String> refused = review(shop.admin(), "{\"stars\":9,\"text\":\"\"}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("\"pointer\":\"/stars\"");

        HttpResponse<String> unknown =
                send(request(REVIEWS).header("content-type", "application/json").POST(BodyPublishers.ofString("{}")));
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.headers().firstValue("www-authenticate")).isPresent();
    }

    @Test
    void entityTagSavesBody() throws Exception {
        String tag = send(request(REVIEWS)).headers().firstValue("etag").orElseThrow();

        HttpResponse<String> again = send(request(REVIEWS).header("if-none-match", tag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void readsCompressedPage() throws Exception {
        HttpResponse<byte[]> page = client.send(
                request("/docs/guides/errors.md")
                        .header("accept-encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(page.headers().firstValue("content-encoding")).hasValue("gzip");
        try (InputStream text = new GZIPInputStream(new ByteArrayInputStream(page.body()))) {
            assertThat(new String(text.readAllBytes(), UTF_8)).startsWith("# Errors");
        }
    }

    @Test
    void uploadsFile() throws Exception {
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9};
        Multipart form = Multipart.of().field("name", "jdk").file("image", "jdk.jpg", "image/jpeg", jpeg);
        BodyPublisher body = BodyPublishers.ofByteArray(form.bytes());

        HttpResponse<String> stored = send(request("/v1/catalog/images")
                .header("authorization", "Bearer " + shop.admin())
                .header("content-type", form.contentType())
                .POST(body));

        assertThat(stored.statusCode()).isEqualTo(201);
        String location = stored.headers().firstValue("location").orElseThrow();
        HttpResponse<byte[]> image = client.send(request(location).build(), BodyHandlers.ofByteArray());
        assertThat(image.body()).isEqualTo(jpeg);
    }

    @Test
    void receivesEventsAtOnce() throws Exception {
        HttpResponse<Stream<String>> live =
                client.send(request("/v1/catalog/reviews/live").build(), BodyHandlers.ofLines());
        assertThat(live.headers().firstValue("content-type")).hasValue("text/event-stream");
        review(shop.customer(), "{\"stars\":4,\"text\":\"Good\"}");

        try (Stream<String> lines = live.body()) {
            Iterator<String> event =
                    lines.filter(line -> line.startsWith("data:")).iterator();
            assertThat(event.next()).contains("\"stars\":4");
        }
    }
}
