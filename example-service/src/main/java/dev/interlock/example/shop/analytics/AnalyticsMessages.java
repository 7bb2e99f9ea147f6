package dev.interlock.example.shop.analytics;

import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Converts messages to events. Converts reports to messages. */
final class AnalyticsMessages {
    private static final int MAX_EVENTS = 1_000;

    private AnalyticsMessages() {}

    static List<Event> events(EventBatchView batch) {
        int count = requireCount(batch.events().size());
        List<Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            EventBatchView.Event event = batch.events().get(i);
            events.add(new Event(kind(event.kind()), Instant.ofEpochMilli(event.at())));
        }
        return events;
    }

    static List<Event> events(ShopProto.EventBatch batch) {
        requireCount(batch.getEventsCount());
        return batch.getEventsList().stream()
                .map(event -> new Event(kind(event.getKind()), Instant.ofEpochMilli(event.getAt())))
                .toList();
    }

    private static int requireCount(int count) {
        if (count == 0 || count > MAX_EVENTS) {
            throw Refusal.invalid("A batch has 1 to " + MAX_EVENTS + " events.");
        }
        return count;
    }

    static ShopProto.Count count(long value) {
        return ShopProto.Count.newBuilder().setValue(value).build();
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

    private static EventKind kind(EventBatchView.Kind kind) {
        return switch (kind) {
            case PAGE_VIEW -> EventKind.PAGE_VIEW;
            case PRODUCT_VIEW -> EventKind.PRODUCT_VIEW;
            case SEARCH -> EventKind.SEARCH;
            case ADD_TO_CART -> EventKind.ADD_TO_CART;
            case EVENT_KIND_UNSPECIFIED, UNRECOGNIZED -> throw Refusal.invalid("kind is missing or unknown.");
        };
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
