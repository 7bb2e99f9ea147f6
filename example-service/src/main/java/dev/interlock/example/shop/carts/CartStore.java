package dev.interlock.example.shop.carts;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Keeps carts. Safe for use by several threads. */
public interface CartStore {
    /**
     * Adds a cart.
     *
     * @throws Refusal 429 when the store is full, or the customer has as many carts as one may
     */
    void add(Cart cart);

    Optional<Cart> find(UUID id);

    /**
     * Replaces a cart by what {@code change} makes of it, atomically.
     *
     * @throws Refusal 404 when there is none
     */
    Cart update(UUID id, UnaryOperator<Cart> change);

    /** Takes a cart out; empty when there was none. */
    Optional<Cart> remove(UUID id);
}
