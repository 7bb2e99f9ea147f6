package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.catalog.PostgresProductStore;
import dev.interlock.example.shop.catalog.PostgresStock;
import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.catalog.StockChange;
import dev.interlock.example.shop.database.Database;
import dev.interlock.example.shop.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** Orders in PostgreSQL. */
public final class PostgresOrderStore implements OrderStore {
    private final Database database;
    private final PostgresProductStore products;

    /**
     * Creates a store.
     *
     * @param products copy of the products in memory; orders update its stock at once
     */
    public PostgresOrderStore(Database database, PostgresProductStore products) {
        this.database = database;
        this.products = products;
    }

    /**
     * An order that a transaction placed.
     *
     * @param stock new stock of its products, to update the copy in memory after the commit
     */
    private record Placed(Order order, List<StockChange> stock) {}

    @Override
    public long place(long userId, Sale sale, CharSequence note, long placedAt) {
        List<StockChange> stock = new ArrayList<>(sale.size());
        long id = database.transaction(handle -> {
            stock.addAll(PostgresStock.take(sale, handle));
            return OrderRows.insert(userId, null, sale, note, placedAt, handle);
        });
        products.stockChanged(stock);
        return id;
    }

    @Override
    public Order placeOnce(OrderKey key, Sale sale, CharSequence note, long placedAt) {
        Placed placed = database.transaction(handle -> {
            OrderRows.lock(key, handle);
            Optional<Order> earlier = OrderRows.find(key, handle);
            if (earlier.isPresent()) {
                return new Placed(earlier.get().requireSame(sale, note, key), List.of());
            }
            List<StockChange> stock = PostgresStock.take(sale, handle);
            long id = OrderRows.insert(key.userId(), key.key(), sale, note, placedAt, handle);
            return new Placed(OrderRows.get(id, handle), stock);
        });
        products.stockChanged(placed.stock());
        return placed.order();
    }

    @Override
    public Optional<Order> find(long id) {
        return database.read(handle -> OrderRows.find(id, handle));
    }

    @Override
    public Optional<Order> find(OrderKey key) {
        return database.read(handle -> OrderRows.find(key, handle));
    }

    @Override
    public Order update(long id, UnaryOperator<Order> change) {
        return database.transaction(handle -> OrderRows.update(id, change, handle));
    }

    @Override
    public Order cancel(long id) {
        Placed cancelled = database.transaction(handle -> {
            // Locks the order first, so that only one of several cancellations succeeds.
            Order order = OrderRows.update(id, found -> found.become(OrderStatus.CANCELLED), handle);
            return new Placed(order, putBack(order, handle));
        });
        products.stockChanged(cancelled.stock());
        return cancelled.order();
    }

    /** Puts the units of an order back in stock. Its lines are sorted by product id. */
    private static List<StockChange> putBack(Order order, Handle handle) {
        return order.lines().stream()
                .flatMap(line -> PostgresStock.putBack(line.productId(), line.quantity(), handle).stream())
                .toList();
    }

    @Override
    public Page<Order> list(long userId, OrderQuery query, int offset, int limit) {
        return database.read(handle -> OrderRows.list(userId, query, offset, limit, handle));
    }

    @Override
    public List<Order> before(long beforeId, long userId, int limit) {
        return database.read(handle -> OrderRows.before(beforeId, userId, limit, handle));
    }
}
