package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.testing.TestClient;
import dev.interlock.testing.TestResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that the shop's filters take effect on every route. */
final class SurroundingsTest {
    private static final String ORDERS = "/v1/orders/export";
    private static final String PRODUCT = "/v1/catalog/products/1";

    private final RunningShop shop = new RunningShop();
    private final TestClient client = shop.client();

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void everyResponseHasSecurityHeaders() {
        for (String path : new String[] {"/plaintext", "/nowhere", "/v1/orders/1"}) {
            client.get(path).send().assertThat().hasHeader("x-content-type-options", "nosniff");
        }
    }

    @Test
    void preflightListsMethodsOfPath() {
        client.options(PRODUCT)
                .header("origin", "https://elsewhere.example")
                .header("access-control-request-method", "PUT")
                .header("access-control-request-headers", "authorization, content-type")
                .send()
                .assertThat()
                .hasStatus(204)
                .hasHeader("access-control-allow-origin", "*")
                .hasHeader("access-control-allow-methods", "GET, HEAD, PUT, DELETE, OPTIONS")
                .hasHeader("access-control-allow-headers", "authorization, content-type, idempotency-key");
    }

    @Test
    void otherOriginsCanReadRejections() {
        client.get("/v1/orders/1")
                .header("origin", "https://elsewhere.example")
                .send()
                .assertThat()
                .hasHeader("access-control-allow-origin", "*")
                .isProblem(401);
    }

    @Test
    void compressesTablesWhileTheyAreMade() throws IOException {
        String token = "Bearer " + shop.customer();
        TestResponse plain = client.get(ORDERS).header("authorization", token).send();
        TestResponse small = client.get(ORDERS)
                .header("authorization", token)
                .header("accept-encoding", "gzip")
                .send();

        small.assertThat().hasHeader("content-encoding", "gzip").hasHeaders("vary", "accept", "accept-encoding");
        assertThat(new String(new GZIPInputStream(new ByteArrayInputStream(small.bytes())).readAllBytes(), UTF_8))
                .isEqualTo(plain.text());
    }

    @Test
    void acceptsCompressedEvents() throws IOException {
        ShopProto.EventBatch batch = ShopProto.EventBatch.newBuilder()
                .addEvents(ShopProto.Event.newBuilder()
                        .setKind(ShopProto.EventKind.SEARCH)
                        .setAt(shop.clock().millis()))
                .build();
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            batch.writeTo(gzip);
        }

        client.post("/v1/analytics/events")
                .header("content-encoding", "gzip")
                .header("accept", "application/json")
                .bytes("application/x-protobuf", small.toByteArray())
                .send()
                .assertThat()
                .hasStatus(202)
                .hasJson("/value", "1");
    }

    @Test
    void echoesRequestIdOfClient() {
        client.get("/v1/payments/1")
                .header("authorization", "Bearer " + shop.customer())
                .header("x-request-id", "till-7")
                .send()
                .assertThat()
                .hasHeader("x-request-id", "till-7")
                .isProblem(400)
                .with("/requestId", "till-7");
    }

    @Test
    void entityTagSavesBodyInEitherFormat() {
        for (String type : new String[] {"application/x-protobuf", "application/json"}) {
            TestResponse first = client.get(PRODUCT).accept(type).send();
            first.assertThat().hasStatus(200).hasContentType(type);

            client.get(PRODUCT)
                    .accept(type)
                    .header("if-none-match", Objects.requireNonNull(first.header("etag")))
                    .send()
                    .assertThat()
                    .hasStatus(304)
                    .hasNoBody();
        }
    }
}
