package dev.interlock.example.shop.analytics;

import dev.interlock.example.shop.orders.Order;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** Adds up what is sold. Safe for use by several threads. */
public interface SalesStore {
    /** Adds an order that was paid on {@code day}. */
    void record(LocalDate day, Order order);

    /** The days on which something was paid, in order, both ends included. */
    List<DaySales> days(LocalDate from, LocalDate to);

    /** The products of which most units were sold in a month, the best first. */
    List<ProductSales> ranking(YearMonth month, int offset, int limit);
}
