package dev.interlock.example.shop.orders;

import dev.interlock.annotation.Query;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** Parameters of a list of orders. */
public record OrderFilter(
        @Query("status") Set<OrderStatus> statuses,
        @Query Optional<LocalDate> from,
        @Query Optional<LocalDate> to) {
    OrderQuery query() {
        return new OrderQuery(statuses, from, to);
    }
}
