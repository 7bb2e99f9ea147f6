package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Statements that change the stock of products, for transactions of other stores. The condition is part of the update,
 * so two transactions cannot sell the same unit. They update products in ascending order of ids, so they cannot
 * deadlock.
 */
public final class PostgresStock {
    private record Taken(long price, StockChange change) {}

    private PostgresStock() {}

    /**
     * Takes all units of a sale out of stock, and sets the prices of the sale.
     *
     * @return the new stock of the products
     * @throws Refusal if a product does not exist, or if too few units of a product are left
     */
    public static List<StockChange> take(Sale sale, Handle handle) {
        List<StockChange> changes = new ArrayList<>(sale.size());
        for (int i = 0; i < sale.size(); i++) {
            long id = sale.productId(i);
            Taken taken = take(id, sale.units(i), handle).orElseThrow(() -> refusal(id, handle));
            sale.unitPrice(i, taken.price());
            changes.add(taken.change());
        }
        return changes;
    }

    private static Optional<Taken> take(long id, int units, Handle handle) {
        return handle.createQuery("update products set stock = stock - :units, version = version + 1 "
                        + "where id = :id and stock >= :units returning price, stock, version")
                .bind("id", id)
                .bind("units", units)
                .map((row, context) -> new Taken(
                        row.getLong("price"), new StockChange(id, row.getInt("stock"), row.getLong("version"))))
                .findOne();
    }

    private static Refusal refusal(long id, Handle handle) {
        return handle.createQuery("select stock from products where id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne()
                .map(left -> Product.soldOut(id, left))
                .orElseGet(() -> Product.unknown(id));
    }

    /**
     * Puts units back in stock. Does nothing if the product no longer exists.
     *
     * @return the new stock
     */
    public static Optional<StockChange> putBack(long id, int units, Handle handle) {
        return handle.createQuery("update products set stock = least(stock + :units, :most), version = version + 1 "
                        + "where id = :id returning stock, version")
                .bind("id", id)
                .bind("units", units)
                .bind("most", Stock.MAX_UNITS)
                .map((row, context) -> new StockChange(id, row.getInt("stock"), row.getLong("version")))
                .findOne();
    }
}
