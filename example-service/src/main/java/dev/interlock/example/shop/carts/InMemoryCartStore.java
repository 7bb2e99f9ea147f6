package dev.interlock.example.shop.carts;

import dev.interlock.example.shop.store.StoreFull;
import dev.interlock.example.shop.store.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Carts in memory. One lock keeps the number of carts of each customer consistent with the carts. */
public final class InMemoryCartStore implements CartStore {
    private static final int MAX_CARTS = 20_000;
    private static final int MAX_CARTS_PER_USER = 10;

    private final Table<UUID, Cart> carts = new Table<>("cart", MAX_CARTS);
    private final Map<Long, Integer> countByUser = new HashMap<>();

    @Override
    public synchronized void add(Cart cart) {
        if (countByUser.getOrDefault(cart.userId(), 0) == MAX_CARTS_PER_USER) {
            throw new StoreFull("carts of one customer", MAX_CARTS_PER_USER);
        }
        carts.add(cart.id(), cart);
        countByUser.merge(cart.userId(), 1, Integer::sum);
    }

    @Override
    public Optional<Cart> find(UUID id) {
        return carts.find(id);
    }

    @Override
    public Cart update(UUID id, UnaryOperator<Cart> change) {
        return carts.update(id, change);
    }

    @Override
    public synchronized Optional<Cart> remove(UUID id) {
        Optional<Cart> removed = carts.remove(id);
        removed.ifPresent(
                cart -> countByUser.computeIfPresent(cart.userId(), (user, count) -> count == 1 ? null : count - 1));
        return removed;
    }
}
