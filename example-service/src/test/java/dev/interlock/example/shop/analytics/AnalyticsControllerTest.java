package dev.interlock.example.shop.analytics;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.ByteString;
import dev.interlock.example.shop.RunningShop;
import dev.interlock.example.shop.Storage;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.testing.TestResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class AnalyticsControllerTest {
    private static final String MARCH = "?from=2026-03-01&to=2026-03-31";

    private final RunningShop shop;

    AnalyticsControllerTest(Storage storage) {
        shop = new RunningShop(storage);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void countsEventsByKindAndDay() {
        long now = shop.clock().millis();
        long yesterday = now - Duration.ofDays(1).toMillis();
        ShopProto.EventBatch batch = ShopProto.EventBatch.newBuilder()
                .addEvents(event(ShopProto.EventKind.PAGE_VIEW, now))
                .addEvents(event(ShopProto.EventKind.PAGE_VIEW, yesterday))
                .addEvents(event(ShopProto.EventKind.SEARCH, now))
                .build();

        ShopProto.Count received = shop.expect(202, events(batch)).message(ShopProto.Count.parser());
        assertThat(received.getValue()).isEqualTo(3);

        assertThat(count("PAGE_VIEW", MARCH)).isEqualTo("2");
        assertThat(count("PAGE_VIEW", "?from=2026-03-31&to=2026-03-31")).isEqualTo("1");
        assertThat(count("SEARCH", MARCH)).isEqualTo("1");
        assertThat(count("ADD_TO_CART", MARCH)).isEqualTo("0");
    }

    @Test
    void rejectsEventsOfOtherTimes() {
        long now = shop.clock().millis();
        long weekAgo = now - Duration.ofDays(7).toMillis();
        for (long at : new long[] {weekAgo - 1, now + 3_600_000, Long.MIN_VALUE, Long.MAX_VALUE}) {
            shop.expect(422, events(batch(1, event(ShopProto.EventKind.SEARCH, at))));
        }

        assertThat(count("SEARCH", MARCH)).isEqualTo("0");
        shop.expect(202, events(batch(1, event(ShopProto.EventKind.SEARCH, weekAgo))));
        assertThat(count("SEARCH", MARCH)).isEqualTo("2");
    }

    @Test
    void rejectsWholeBadBatch() {
        long now = shop.clock().millis();
        ShopProto.Event unknown = ShopProto.Event.newBuilder().setAt(now).build();

        shop.expect(422, events(ShopProto.EventBatch.getDefaultInstance()));
        shop.expect(422, events(batch(1, unknown)));
        shop.expect(422, events(batch(1_000, event(ShopProto.EventKind.SEARCH, now))));
        shop.expect(
                413,
                Call.of("POST", "/v1/analytics/events")
                        .body("application/x-protobuf", ByteString.copyFrom(new byte[64 * 1024 + 1])));

        assertThat(count("SEARCH", MARCH)).isEqualTo("0");
    }

    @Test
    void reportsAreForAdministrators() {
        String token = shop.customer();

        shop.expect(403, Call.of("GET", "/v1/analytics/reports/revenue" + MARCH).as(token));
        shop.expect(
                403,
                Call.of("GET", "/v1/analytics/reports/top-products/2026-03").as(token));
        shop.expect(
                403, Call.of("GET", "/v1/analytics/events/SEARCH/count" + MARCH).as(token));
        shop.expect(401, Call.of("GET", "/v1/analytics/reports/revenue" + MARCH));
    }

    @Test
    void sumsRevenueByDay() {
        sell(1, 2);
        sell(5, 1);
        shop.clock().advance(Duration.ofDays(1));
        sell(5, 10);

        ShopProto.RevenueReport march =
                report("/v1/analytics/reports/revenue" + MARCH).message(ShopProto.RevenueReport.parser());
        ShopProto.RevenueReport both = report("/v1/analytics/reports/revenue?from=2026-03-31&to=2026-04-01")
                .message(ShopProto.RevenueReport.parser());

        assertThat(march.getDaysList())
                .containsExactly(ShopProto.RevenueReport.Day.newBuilder()
                        .setDate("2026-03-31")
                        .setOrders(2)
                        .setRevenue(2 * 2_490 + 890)
                        .build());
        assertThat(both.getDaysCount()).isEqualTo(2);
        assertThat(both.getTotal()).isEqualTo(2 * 2_490 + 11 * 890);
    }

    @Test
    void rankingHasBestFirst() {
        sell(1, 2);
        sell(5, 3);
        sell(1, 2);
        String target = "/v1/analytics/reports/top-products/";

        ShopProto.ProductRanking ranking = report(target + "2026-03").message(ShopProto.ProductRanking.parser());
        ShopProto.ProductRanking second =
                report(target + "2026-03?offset=1&limit=1").message(ShopProto.ProductRanking.parser());

        assertThat(ranking.getEntriesList())
                .containsExactly(sold(1, 4), sold(5, 3))
                .inOrder();
        assertThat(second.getEntriesList()).containsExactly(sold(5, 3));
        assertThat(report(target + "2026-02").text()).isEmpty();
    }

    private String refused(String range, String token) {
        Call report = Call.of("GET", "/v1/analytics/reports/revenue" + range);
        return shop.expect(400, report.as(token)).text();
    }

    @Test
    void rejectsBadRanges() {
        String token = shop.admin();

        for (String range : new String[] {"?from=2026-03-02&to=2026-03-01", "?from=2025-03-01&to=2026-03-02"}) {
            assertThat(refused(range, token)).contains("\"parameters\":[\"from\",\"to\"]");
        }
        for (String range : new String[] {"?from=2026-03-01", "?from=2026-03-01&to=x"}) {
            assertThat(refused(range, token)).contains("\"parameter\":\"to\"");
        }
    }

    private void sell(long productId, int quantity) {
        String token = shop.customer();
        ShopProto.NewOrder wanted = ShopProto.NewOrder.newBuilder()
                .addLines(ShopProto.Line.newBuilder().setProductId(productId).setQuantity(quantity))
                .build();
        ShopProto.Order order = shop.expect(
                        201, Call.of("POST", "/v1/orders").as(token).message(wanted))
                .message(ShopProto.Order.parser());
        ShopProto.Payment payment = shop.expect(
                        201,
                        Call.of("POST", "/v1/payments")
                                .as(token)
                                .header("idempotency-key", UUID.randomUUID().toString())
                                .message(ShopProto.NewPayment.newBuilder()
                                        .setOrderId(order.getId())
                                        .setAmount(order.getTotal())
                                        .build()))
                .message(ShopProto.Payment.parser());
        shop.expect(
                200,
                Call.of("POST", "/v1/payments/" + payment.getId() + ":capture").as(token));
    }

    private String count(String kind, String range) {
        return report("/v1/analytics/events/" + kind + "/count" + range).text();
    }

    private TestResponse report(String target) {
        return shop.expect(200, Call.of("GET", target).as(shop.admin()));
    }

    private static Call events(ShopProto.EventBatch batch) {
        return Call.of("POST", "/v1/analytics/events").message(batch);
    }

    /** Returns a batch with one valid event and {@code count} copies of {@code more}. */
    private ShopProto.EventBatch batch(int count, ShopProto.Event more) {
        return ShopProto.EventBatch.newBuilder()
                .addEvents(event(ShopProto.EventKind.SEARCH, shop.clock().millis()))
                .addAllEvents(Collections.nCopies(count, more))
                .build();
    }

    private static ShopProto.Event event(ShopProto.EventKind kind, long at) {
        return ShopProto.Event.newBuilder().setKind(kind).setAt(at).build();
    }

    private static ShopProto.ProductRanking.Entry sold(long productId, long units) {
        return ShopProto.ProductRanking.Entry.newBuilder()
                .setProductId(productId)
                .setUnits(units)
                .build();
    }
}
