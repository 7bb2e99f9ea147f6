package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.refusal.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What a customer ordered.
 *
 * @param note from the customer, at most 500 characters, may be empty
 */
public record Order(long id, long userId, OrderStatus status, List<OrderLine> lines, String note, Instant placedAt) {
    static final int MAX_NOTE = 500;

    public Order {
        lines = List.copyOf(lines);
    }

    /** In minor units. */
    public long total() {
        return lines.stream().mapToLong(OrderLine::total).sum();
    }

    /** The day in UTC on which the order was placed. */
    public LocalDate day() {
        return LocalDate.ofInstant(placedAt, ZoneOffset.UTC);
    }

    /**
     * The order one step further.
     *
     * @throws Refusal 409 when no step leads from its status to {@code next}
     */
    Order become(OrderStatus next) {
        if (!status.canBecome(next)) {
            throw Refusal.conflict("Order " + id + " is " + status + " and cannot become " + next + ".");
        }
        return new Order(id, userId, next, lines, note, placedAt);
    }
}
