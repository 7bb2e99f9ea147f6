package dev.interlock.example.shop.orders;

import java.time.LocalDate;
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

    @Override
    public boolean test(Order order) {
        return (statuses.isEmpty() || statuses.contains(order.status()))
                && !order.day().isBefore(from.orElse(LocalDate.MIN))
                && !order.day().isAfter(to.orElse(LocalDate.MAX));
    }
}
