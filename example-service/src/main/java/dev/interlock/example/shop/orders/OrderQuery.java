package dev.interlock.example.shop.orders;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Selects the orders of a customer to list.
 *
 * @param statuses status of the orders; empty for every status
 * @param from first day in UTC
 * @param to last day in UTC
 */
public record OrderQuery(Set<OrderStatus> statuses, Optional<LocalDate> from, Optional<LocalDate> to)
        implements Predicate<Order> {

    /** Lower end of the range that databases can store. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    /** Upper end of the range that databases can store. */
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    /** Returns the start of the first day. */
    Instant firstInstant() {
        return from.map(OrderQuery::start).filter(FIRST::isBefore).orElse(FIRST);
    }

    /** Returns the end of the last day. */
    Instant endInstant() {
        return to.filter(day -> day.getYear() < 9_999)
                .map(day -> start(day.plusDays(1)))
                .filter(FIRST::isBefore)
                .orElse(to.filter(day -> day.getYear() < 1).isPresent() ? FIRST : END);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    @Override
    public boolean test(Order order) {
        return (statuses.isEmpty() || statuses.contains(order.status()))
                && !order.day().isBefore(from.orElse(LocalDate.MIN))
                && !order.day().isAfter(to.orElse(LocalDate.MAX));
    }
}
