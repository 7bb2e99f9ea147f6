package dev.interlock.example.shop.analytics;

import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.refusal.Refusal;
import java.time.Instant;
import java.util.List;

/** Events out of messages, and reports as messages. */
final class AnalyticsMessages {
    private static final int MAX_EVENTS = 1_000;

    private AnalyticsMessages() {}

    static List<Event> events(ShopProto.EventBatch batch) {
        if (batch.getEventsCount() == 0 || batch.getEventsCount() > MAX_EVENTS) {
            throw Refusal.invalid("A batch has 1 to " + MAX_EVENTS + " events.");
        }
        return batch.getEventsList().stream()
                .map(event -> new Event(kind(event.getKind()), Instant.ofEpochMilli(event.getAt())))
                .toList();
    }

    static ShopProto.RevenueReport revenue(List<DaySales> days) {
        return ShopProto.RevenueReport.newBuilder()
                .addAllDays(days.stream().map(AnalyticsMessages::of).toList())
                .setTotal(days.stream().mapToLong(DaySales::revenue).sum())
                .build();
    }

    static ShopProto.ProductRanking ranking(List<ProductSales> products) {
        ShopProto.ProductRanking.Builder ranking = ShopProto.ProductRanking.newBuilder();
        products.forEach(sold ->
                ranking.addEntriesBuilder().setProductId(sold.productId()).setUnits(sold.units()));
        return ranking.build();
    }

    private static ShopProto.RevenueReport.Day of(DaySales sales) {
        return ShopProto.RevenueReport.Day.newBuilder()
                .setDate(sales.day().toString())
                .setOrders(sales.orders())
                .setRevenue(sales.revenue())
                .build();
    }

    private static EventKind kind(ShopProto.EventKind kind) {
        return switch (kind) {
            case PAGE_VIEW -> EventKind.PAGE_VIEW;
            case PRODUCT_VIEW -> EventKind.PRODUCT_VIEW;
            case SEARCH -> EventKind.SEARCH;
            case ADD_TO_CART -> EventKind.ADD_TO_CART;
            case EVENT_KIND_UNSPECIFIED, UNRECOGNIZED -> throw Refusal.invalid("kind is missing or unknown.");
        };
    }
}
