package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.refusal.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * An order.
 *
 * @param lines products, sorted by product id
 * @param note note of the customer, at most 500 characters; may be empty
 */
public record Order(long id, long userId, OrderStatus status, List<OrderLine> lines, String note, Instant placedAt) {
    static final int MAX_NOTE = 500;

    public Order {
        lines = List.copyOf(lines);
    }

    /** Returns the total price in minor units. */
    public long total() {
        return lines.stream().mapToLong(OrderLine::total).sum();
    }

    /**
     * Returns this order if a repeated request with its key has the same products and the same note.
     *
     * @throws Refusal if the requests differ
     */
    public Order requireSame(Sale sale, CharSequence wantedNote, OrderKey key) {
        boolean same = userId == key.userId() && note.contentEquals(wantedNote) && lines.size() == sale.size();
        for (int i = 0; same && i < lines.size(); i++) {
            OrderLine line = lines.get(i);
            same = line.productId() == sale.productId(i) && line.quantity() == sale.units(i);
        }
        if (!same) {
            throw OrderKey.usedFor(this);
        }
        return this;
    }

    /** Returns the order with other lines. */
    Order with(List<OrderLine> newLines) {
        return new Order(id, userId, status, newLines, note, placedAt);
    }

    /** Returns the day in UTC on which the order was placed. */
    public LocalDate day() {
        return LocalDate.ofInstant(placedAt, ZoneOffset.UTC);
    }

    /**
     * Returns the order with another status.
     *
     * @throws Refusal if the status cannot change to {@code next}
     */
    public Order become(OrderStatus next) {
        if (!status.canBecome(next)) {
            throw Refusal.conflict("Order " + id + " is " + status + " and cannot become " + next + ".");
        }
        return new Order(id, userId, next, lines, note, placedAt);
    }
}
