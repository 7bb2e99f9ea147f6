package dev.interlock.example.shop.analytics;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** Reports the sales of paid orders. Safe for use by several threads. May wait for a database. */
public interface SalesStore {
    /**
     * Returns the sales of each day that had sales, in ascending order. The range includes {@code from} and {@code to}.
     */
    List<DaySales> days(LocalDate from, LocalDate to);

    /** Returns a page of the products that sold in a month. The product with the most sold units comes first. */
    List<ProductSales> ranking(YearMonth month, int offset, int limit);
}
