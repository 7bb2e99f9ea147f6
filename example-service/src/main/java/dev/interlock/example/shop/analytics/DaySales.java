package dev.interlock.example.shop.analytics;

import java.time.LocalDate;

/**
 * Sales of one day.
 *
 * @param orders number of paid orders
 * @param revenue revenue in minor units
 */
public record DaySales(LocalDate day, int orders, long revenue) {
    DaySales plus(DaySales other) {
        return new DaySales(day, orders + other.orders, revenue + other.revenue);
    }
}
