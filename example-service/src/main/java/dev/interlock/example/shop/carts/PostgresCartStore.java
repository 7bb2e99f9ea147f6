package dev.interlock.example.shop.carts;

import dev.interlock.example.shop.catalog.PostgresProductStore;
import dev.interlock.example.shop.catalog.PostgresStock;
import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.catalog.StockChange;
import dev.interlock.example.shop.database.Database;
import dev.interlock.example.shop.orders.Basket;
import dev.interlock.example.shop.orders.Order;
import dev.interlock.example.shop.orders.OrderKey;
import dev.interlock.example.shop.orders.OrderRows;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.refusal.StoreFull;
import dev.interlock.example.shop.users.UserRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Carts in PostgreSQL. */
public final class PostgresCartStore implements CartStore {
    private final Database database;
    private final PostgresProductStore products;

    /**
     * Creates a store.
     *
     * @param products copy of the products in memory; a checkout updates its stock at once
     */
    public PostgresCartStore(Database database, PostgresProductStore products) {
        this.database = database;
        this.products = products;
    }

    @Override
    public void add(Cart cart) {
        database.transaction(handle -> {
            UserRows.lock(cart.userId(), handle);
            int count = handle.createQuery("select count(*) from carts where user_id = :user")
                    .bind("user", cart.userId())
                    .mapTo(Integer.class)
                    .one();
            if (count >= MAX_CARTS_PER_USER) {
                throw StoreFull.of("carts of one customer", MAX_CARTS_PER_USER);
            }
            handle.createUpdate("insert into carts (id, user_id) values (:id, :user)")
                    .bind("id", cart.id())
                    .bind("user", cart.userId())
                    .execute();
            addLines(cart, handle);
            return count;
        });
    }

    private static void addLines(Cart cart, Handle handle) {
        handle.createUpdate("insert into cart_lines (cart_id, product_id, quantity) "
                        + "select :cart, * from unnest(:products, :quantities)")
                .bind("cart", cart.id())
                .bindArray(
                        "products",
                        Long.class,
                        List.copyOf(cart.basket().units().keySet()))
                .bindArray(
                        "quantities",
                        Integer.class,
                        List.copyOf(cart.basket().units().values()))
                .execute();
    }

    @Override
    public Optional<Cart> find(UUID id) {
        return database.read(handle -> find(id, "", handle));
    }

    private static Optional<Cart> find(UUID id, String lock, Handle handle) {
        return handle.createQuery("select user_id from carts where id = :id" + lock)
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .map(user -> new Cart(id, user, basket(id, handle)));
    }

    private static Basket basket(UUID id, Handle handle) {
        SortedMap<Long, Integer> units = new TreeMap<>();
        handle.createQuery("select product_id, quantity from cart_lines where cart_id = :cart")
                .bind("cart", id)
                .map((row, context) -> units.put(row.getLong("product_id"), row.getInt("quantity")))
                .list();
        return new Basket(units);
    }

    private static Cart lock(UUID id, Handle handle) {
        return find(id, " for update", handle).orElseThrow(() -> Refusal.notFound("cart", id));
    }

    @Override
    public Cart update(UUID id, UnaryOperator<Cart> change) {
        return database.transaction(handle -> {
            Cart changed = change.apply(lock(id, handle));
            handle.createUpdate("delete from cart_lines where cart_id = :cart")
                    .bind("cart", id)
                    .execute();
            addLines(changed, handle);
            return changed;
        });
    }

    @Override
    public Optional<Cart> remove(UUID id) {
        return database.transaction(handle -> {
            Optional<Cart> found = find(id, " for update", handle);
            delete(id, handle);
            return found;
        });
    }

    private static void delete(UUID id, Handle handle) {
        handle.createUpdate("delete from carts where id = :id").bind("id", id).execute();
    }

    /** The request of an order has removed its cart, so a cart that is still there needs a key of its own. */
    private static void requireSame(Order earlier, UUID id, @Nullable OrderKey key, String note, Handle handle) {
        Optional<Cart> other = find(id, "", handle);
        if (key != null && other.isPresent()) {
            earlier.requireSame(other.get().basket().sale(), note, key);
        }
    }

    @Override
    public Order checkOut(UUID id, @Nullable OrderKey key, String note, long placedAt) {
        List<StockChange> stock = new ArrayList<>();
        Order order = database.transaction(handle -> {
            if (key != null) {
                OrderRows.lock(key, handle);
            }
            Optional<Order> earlier = key == null ? Optional.empty() : OrderRows.find(key, handle);
            if (earlier.isPresent()) {
                requireSame(earlier.get(), id, key, note, handle);
                return earlier.get();
            }
            Cart cart = lock(id, handle);
            Sale sale = cart.basket().sale();
            stock.addAll(PostgresStock.take(sale, handle));
            long number = OrderRows.insert(cart.userId(), key == null ? null : key.key(), sale, note, placedAt, handle);
            delete(id, handle);
            return OrderRows.get(number, handle);
        });
        products.stockChanged(stock);
        return order;
    }
}
