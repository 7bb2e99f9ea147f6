package dev.interlock.example.shop.analytics;

import dev.interlock.example.shop.orders.Order;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** Adds up sales. Safe for use by several threads. */
public interface SalesStore {
    /** Adds an order that was paid on {@code day}. */
    void record(LocalDate day, Order order);

    /** Returns the days with sales, in order. Includes the first and the last day. */
    List<DaySales> days(LocalDate from, LocalDate to);

    /** Returns the best-selling products of a month, the best first. */
    List<ProductSales> ranking(YearMonth month, int offset, int limit);
}
