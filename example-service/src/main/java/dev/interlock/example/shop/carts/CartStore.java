package dev.interlock.example.shop.carts;

import dev.interlock.example.shop.orders.Order;
import dev.interlock.example.shop.orders.OrderKey;
import dev.interlock.example.shop.refusal.Refusal;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Stores carts. Safe for use by several threads. May wait for a database. Each method is one transaction. */
public interface CartStore {
    /** Maximum number of carts of one customer. */
    int MAX_CARTS_PER_USER = 10;

    /**
     * Adds a cart.
     *
     * @throws Refusal if the store is full, or the customer has the maximum number of carts
     */
    void add(Cart cart);

    Optional<Cart> find(UUID id);

    /**
     * Replaces a cart with the result of {@code change}, atomically.
     *
     * @throws Refusal if there is no such cart
     */
    Cart update(UUID id, UnaryOperator<Cart> change);

    /** Removes and returns a cart. Returns empty if there is no such cart. */
    Optional<Cart> remove(UUID id);

    /**
     * Removes a cart and places an order of its products for the owner of the cart. If the order is refused, the cart
     * stays.
     *
     * @param key key of the order, or null; a repeated call with the same key returns the same order
     * @param placedAt time in milliseconds since 1970
     * @throws Refusal if there is no such cart, if the order is refused, or if the key was used for another cart
     */
    Order checkOut(UUID id, @Nullable OrderKey key, String note, long placedAt);
}
