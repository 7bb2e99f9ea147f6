package dev.interlock.example.shop.carts;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Stores carts. Safe for use by several threads. */
public interface CartStore {
    /**
     * Adds a cart.
     *
     * @throws dev.interlock.example.shop.store.StoreFull if the store is full, or the customer has the maximum number
     *     of carts
     */
    void add(Cart cart);

    Optional<Cart> find(UUID id);

    /**
     * Replaces a cart with the result of {@code change}, atomically.
     *
     * @throws Refusal 404 if there is no such cart
     */
    Cart update(UUID id, UnaryOperator<Cart> change);

    /** Removes and returns a cart. Returns empty if there is no such cart. */
    Optional<Cart> remove(UUID id);
}
