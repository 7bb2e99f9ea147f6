package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.refusal.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * An order.
 *
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

    /** Returns the day in UTC on which the order was placed. */
    public LocalDate day() {
        return LocalDate.ofInstant(placedAt, ZoneOffset.UTC);
    }

    /**
     * Returns the order with another status.
     *
     * @throws Refusal 409 if the status cannot change to {@code next}
     */
    Order become(OrderStatus next) {
        if (!status.canBecome(next)) {
            throw Refusal.conflict("Order " + id + " is " + status + " and cannot become " + next + ".");
        }
        return new Order(id, userId, next, lines, note, placedAt);
    }
}
