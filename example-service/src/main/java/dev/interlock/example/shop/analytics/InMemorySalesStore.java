package dev.interlock.example.shop.analytics;

import dev.interlock.example.shop.orders.Order;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Stores sums of sales in memory, by day. Each paid order updates the sums, so a report does not read the orders. */
public final class InMemorySalesStore implements SalesStore {
    private final NavigableMap<LocalDate, DaySales> byDay = new TreeMap<>();
    private final Map<YearMonth, Map<Long, Long>> unitsByMonth = new HashMap<>();

    /** Adds an order that was paid on {@code day}. */
    public synchronized void record(LocalDate day, Order order) {
        byDay.merge(day, new DaySales(day, 1, order.total()), DaySales::plus);
        Map<Long, Long> units = unitsByMonth.computeIfAbsent(YearMonth.from(day), month -> new HashMap<>());
        order.lines().forEach(line -> units.merge(line.productId(), (long) line.quantity(), Long::sum));
    }

    @Override
    public synchronized List<DaySales> days(LocalDate from, LocalDate to) {
        return List.copyOf(byDay.subMap(from, true, to, true).values());
    }

    @Override
    public synchronized List<ProductSales> ranking(YearMonth month, int offset, int limit) {
        return unitsByMonth.getOrDefault(month, Map.of()).entrySet().stream()
                .map(sold -> new ProductSales(sold.getKey(), sold.getValue()))
                .sorted(InMemorySalesStore::bestFirst)
                .skip(offset)
                .limit(limit)
                .toList();
    }

    private static int bestFirst(ProductSales one, ProductSales other) {
        int byUnits = Long.compare(other.units(), one.units());
        return byUnits != 0 ? byUnits : Long.compare(one.productId(), other.productId());
    }
}
