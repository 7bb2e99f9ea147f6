package dev.interlock.example.shop.analytics;

import java.time.LocalDate;

/**
 * What was paid on one day.
 *
 * @param orders how many
 * @param revenue in minor units
 */
public record DaySales(LocalDate day, int orders, long revenue) {
    DaySales plus(DaySales other) {
        return new DaySales(day, orders + other.orders, revenue + other.revenue);
    }
}
