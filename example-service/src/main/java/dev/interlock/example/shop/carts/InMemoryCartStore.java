package dev.interlock.example.shop.carts;

import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.orders.Order;
import dev.interlock.example.shop.orders.OrderKey;
import dev.interlock.example.shop.orders.OrderStore;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.refusal.StoreFull;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Carts in memory. One lock serializes all calls. A checkout also takes the lock of the orders, inside this lock. */
public final class InMemoryCartStore implements CartStore {
    private static final int MAX_CARTS = 20_000;

    private final OrderStore orders;
    private final Map<UUID, Cart> carts = new HashMap<>();
    private final Map<Long, Integer> countByUser = new HashMap<>();

    /**
     * Creates a store without carts.
     *
     * @param orders store of the orders that carts become
     */
    public InMemoryCartStore(OrderStore orders) {
        this.orders = orders;
    }

    @Override
    public synchronized void add(Cart cart) {
        if (countByUser.getOrDefault(cart.userId(), 0) == MAX_CARTS_PER_USER) {
            throw StoreFull.of("carts of one customer", MAX_CARTS_PER_USER);
        }
        if (carts.size() == MAX_CARTS) {
            throw StoreFull.of("carts", MAX_CARTS);
        }
        carts.put(cart.id(), cart);
        countByUser.merge(cart.userId(), 1, Integer::sum);
    }

    @Override
    public synchronized Optional<Cart> find(UUID id) {
        return Optional.ofNullable(carts.get(id));
    }

    @Override
    public synchronized Cart update(UUID id, UnaryOperator<Cart> change) {
        Cart changed = change.apply(get(id));
        carts.put(id, changed);
        return changed;
    }

    @Override
    public synchronized Optional<Cart> remove(UUID id) {
        Optional<Cart> removed = Optional.ofNullable(carts.remove(id));
        removed.ifPresent(
                cart -> countByUser.computeIfPresent(cart.userId(), (user, count) -> count == 1 ? null : count - 1));
        return removed;
    }

    @Override
    public synchronized Order checkOut(UUID id, @Nullable OrderKey key, String note, long placedAt) {
        Optional<Order> earlier = key == null ? Optional.empty() : orders.find(key);
        if (key != null && earlier.isPresent()) {
            // The request of the order has removed its cart, so a cart that is still there needs a key of its own.
            find(id).ifPresent(other -> earlier.get().requireSame(other.basket().sale(), note, key));
            return earlier.get();
        }
        Cart cart = get(id);
        Order order = place(cart, key, note, placedAt);
        remove(id);
        return order;
    }

    private Order place(Cart cart, @Nullable OrderKey key, String note, long placedAt) {
        Sale sale = cart.basket().sale();
        if (key != null) {
            return orders.placeOnce(key, sale, note, placedAt);
        }
        long order = orders.place(cart.userId(), sale, note, placedAt);
        return orders.find(order).orElseThrow(() -> Refusal.notFound("order", order));
    }

    private Cart get(UUID id) {
        return find(id).orElseThrow(() -> Refusal.notFound("cart", id));
    }
}
