package dev.interlock.example.shop.analytics;

import dev.interlock.example.shop.database.Database;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** Sales of the paid orders in PostgreSQL. An index on the day of the payment serves the reports. */
public final class PostgresSalesStore implements SalesStore {
    private final Database database;

    public PostgresSalesStore(Database database) {
        this.database = database;
    }

    @Override
    public List<DaySales> days(LocalDate from, LocalDate to) {
        return database.read(handle -> handle.createQuery("select paid_on, count(*) as orders, sum(total) as revenue "
                        + "from orders where paid_on between :from and :to group by paid_on order by paid_on")
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> new DaySales(
                        row.getObject("paid_on", LocalDate.class), row.getInt("orders"), row.getLong("revenue")))
                .list());
    }

    @Override
    public List<ProductSales> ranking(YearMonth month, int offset, int limit) {
        return database.read(handle -> handle.createQuery("select product_id, sum(quantity) as units "
                        + "from orders join order_lines on order_id = orders.id "
                        + "where paid_on between :from and :to group by product_id "
                        + "order by units desc, product_id offset :offset limit :limit")
                .bind("from", month.atDay(1))
                .bind("to", month.atEndOfMonth())
                .bind("offset", offset)
                .bind("limit", limit)
                .map((row, context) -> new ProductSales(row.getLong("product_id"), row.getLong("units")))
                .list());
    }
}
