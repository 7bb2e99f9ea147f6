package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.catalog.Sale;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Memory for one order. Later orders reuse it. It grows to the size of the largest order that it has held. */
final class StoredOrder {
    private long id;
    private long userId;
    private OrderStatus status = OrderStatus.NEW;
    private long placedAt;
    private final StringBuilder note = new StringBuilder(0);
    private int lines;
    private @Nullable OrderKey key;
    private long[] productIds = {};
    private int[] quantities = {};
    private long[] unitPrices = {};

    void fill(
            long newId, long newUserId, Sale sale, CharSequence newNote, long newPlacedAt, @Nullable OrderKey newKey) {
        id = newId;
        userId = newUserId;
        status = OrderStatus.NEW;
        placedAt = newPlacedAt;
        key = newKey;
        note.setLength(0);
        note.append(newNote);
        lines = sale.size();
        if (lines > productIds.length) {
            productIds = new long[lines];
            quantities = new int[lines];
            unitPrices = new long[lines];
        }
        for (int i = 0; i < lines; i++) {
            productIds[i] = sale.productId(i);
            quantities[i] = sale.units(i);
            unitPrices[i] = sale.unitPrice(i);
        }
    }

    long id() {
        return id;
    }

    long userId() {
        return userId;
    }

    @Nullable
    OrderKey key() {
        return key;
    }

    void status(OrderStatus newStatus) {
        status = newStatus;
    }

    /** Returns a copy of the current order. */
    Order order() {
        List<OrderLine> copied = IntStream.range(0, lines)
                .mapToObj(i -> new OrderLine(productIds[i], quantities[i], unitPrices[i]))
                .toList();
        return new Order(id, userId, status, copied, note.toString(), Instant.ofEpochMilli(placedAt));
    }
}
