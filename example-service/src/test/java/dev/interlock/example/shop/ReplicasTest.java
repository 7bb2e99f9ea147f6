package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.ByteString;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.testing.TestExchange;
import dev.interlock.testing.TestResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three replicas with one database, each with its own pool, caches and feed, are one shop. */
final class ReplicasTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final String REVIEWS = "/v1/catalog/products/1/reviews";
    private static final String GOOD = "{\"stars\": 5, \"text\": \"Good\"}";

    private final RunningShop first = new RunningShop(Storage.POSTGRES);
    private final RunningShop second = first.replica();
    private final RunningShop third = first.replica();

    @AfterEach
    void stop() {
        third.close();
        second.close();
        first.close();
    }

    @Test
    void onlyOneReplicaAddsSampleData() {
        assertThat(first.database().number("select count(*) from users")).isEqualTo(2);
        assertThat(first.database().number("select count(*) from products")).isEqualTo(5);
    }

    @Test
    void sessionIsValidAtEveryReplicaUntilItEnds() {
        String token = first.customer();
        Call session = Call.of("GET", "/v1/auth/session").as(token);
        second.expect(200, session);
        third.expect(200, session);

        second.expect(204, Call.of("POST", "/v1/auth/logout").as(token));

        first.expect(401, session);
        third.expect(401, session);
    }

    @Test
    void databaseHasNoTokens() {
        String token = first.customer();

        assertThat(first.database().texts("select sessions::text from sessions").toString())
                .doesNotContain(token);
    }

    @Test
    void replicasShareLimitOfLogins() {
        Call guess = Call.of("POST", "/v1/auth/login").form("email=ada%40example.com&password=wrong+horse");
        for (int i = 0; i < 10; i++) {
            List.of(first, second, third).get(i % 3).expect(401, guess);
        }

        second.expect(429, guess);
    }

    @Test
    void cartIsFilledAndCheckedOutAtDifferentReplicas() {
        String token = first.customer();
        String cart = Objects.requireNonNull(
                first.expect(201, Call.of("POST", "/v1/carts").as(token)).header("location"));
        second.expect(200, Call.of("PUT", cart + "/items/1?quantity=2").as(token));
        TestResponse order =
                third.expect(201, Call.of("POST", cart + ":checkout").as(token));

        Call find =
                Call.of("GET", Objects.requireNonNull(order.header("location"))).as(token);
        assertThat(first.expect(200, find).message(ShopProto.Order.parser()).getTotal())
                .isEqualTo(4_980);
    }

    @Test
    void sameKeyAtEveryReplicaPlacesOneOrder() {
        String token = first.customer();
        Call order = Call.of("POST", "/v1/orders")
                .as(token)
                .header("idempotency-key", UUID.randomUUID().toString())
                .message(ShopProto.NewOrder.newBuilder()
                        .addLines(ShopProto.Line.newBuilder().setProductId(1).setQuantity(1))
                        .build());

        Set<ShopProto.Order> orders = new HashSet<>();
        for (RunningShop shop : List.of(first, second, third, first)) {
            orders.add(shop.expect(201, order).message(ShopProto.Order.parser()));
        }

        assertThat(orders).hasSize(1);
        assertThat(first.database().number("select count(*) from orders")).isEqualTo(1);
        assertThat(first.database().number("select stock from products where id = 1"))
                .isEqualTo(119);
    }

    @Test
    void everyReplicaSeesChangesOfCatalog() throws Exception {
        String admin = first.admin();
        first.expect(200, Call.of("PUT", "/v1/catalog/products/1/stock?units=7").as(admin));

        awaitText(second, "/v1/catalog/products/1/stock", "7");
        awaitText(third, "/v1/catalog/products/1/stock", "7");

        second.expect(204, Call.of("DELETE", "/v1/catalog/products/2").as(admin));
        awaitStatus(first, "/v1/catalog/products/2", 404);

        // Like an operator who changes a row by hand.
        first.database().execute("update products set price = 5, version = version + 1 where id = 1");
        awaitText(third, "/v1/catalog/products/1/price", "5");
    }

    @Test
    void ownChangesAreVisibleAtOnce() {
        String admin = second.admin();
        second.expect(
                200, Call.of("PUT", "/v1/catalog/products/1/stock?units=7").as(admin));

        assertThat(second.get("/v1/catalog/products/1/stock").text()).isEqualTo("7");
    }

    @Test
    void feedShowsReviewsOfOtherReplicas() {
        try (TestExchange live = third.client().get("/v1/catalog/reviews/live").start()) {
            assertThat(live.status()).isEqualTo(200);
            review(first, first.customer());
            assertThat(nextEvent(live)).startsWith("id: 1\n");
            review(second, second.admin());
            assertThat(nextEvent(live)).startsWith("id: 2\n");
        }
    }

    /** One replica loses its connection for changes. After the reconnect, it gets the changes that it missed. */
    @Test
    void replicaCatchesUpAfterLostConnection() throws Exception {
        try (TestExchange live = third.client().get("/v1/catalog/reviews/live").start()) {
            assertThat(live.status()).isEqualTo(200);
            first.database()
                    .execute("select pg_terminate_backend(pid) from pg_stat_activity "
                            + "where application_name = 'shop changes' and pid <> pg_backend_pid()");
            review(first, first.customer());
            review(second, second.admin());
            first.expect(
                    200, Call.of("PUT", "/v1/catalog/products/1/stock?units=3").as(first.admin()));

            assertThat(nextEvent(live)).startsWith("id: 1\n");
            assertThat(nextEvent(live)).startsWith("id: 2\n");
            awaitText(third, "/v1/catalog/products/1/stock", "3");
        }
    }

    @Test
    void eventsOfEveryReplicaCount() {
        ShopProto.EventBatch search = ShopProto.EventBatch.newBuilder()
                .addEvents(ShopProto.Event.newBuilder()
                        .setKind(ShopProto.EventKind.SEARCH)
                        .setAt(first.clock().millis()))
                .build();
        Call event = Call.of("POST", "/v1/analytics/events").message(search);
        first.expect(202, event);
        second.expect(202, event);

        Call count = Call.of("GET", "/v1/analytics/events/SEARCH/count?from=2026-03-31&to=2026-03-31");
        assertThat(third.expect(200, count.as(third.admin())).text()).isEqualTo("2");
    }

    @Test
    void imagesAreShared() {
        byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1};
        first.expect(
                204,
                Call.of("PUT", "/v1/catalog/images/a.jpg")
                        .as(first.admin())
                        .body("image/jpeg", ByteString.copyFrom(jpeg)));

        assertThat(second.get("/v1/catalog/images/a.jpg").bytes()).isEqualTo(jpeg);
    }

    private static void review(RunningShop shop, String token) {
        shop.client()
                .post(REVIEWS)
                .header("authorization", "Bearer " + token)
                .json(GOOD)
                .send()
                .assertThat()
                .hasStatus(201);
    }

    private static String nextEvent(TestExchange live) {
        String piece = Objects.requireNonNull(live.nextText());
        return piece.startsWith(":") ? Objects.requireNonNull(live.nextText()) : piece;
    }

    private static void awaitText(RunningShop shop, String target, String text) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!shop.get(target).text().equals(text)) {
            assertThat(System.nanoTime() - deadline).isLessThan(0);
            Thread.sleep(5);
        }
    }

    private static void awaitStatus(RunningShop shop, String target, int status) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (shop.get(target).status() != status) {
            assertThat(System.nanoTime() - deadline).isLessThan(0);
            Thread.sleep(5);
        }
    }
}
