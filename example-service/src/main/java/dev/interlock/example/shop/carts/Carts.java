package dev.interlock.example.shop.carts;

import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.catalog.ProductStore;
import dev.interlock.example.shop.orders.Basket;
import dev.interlock.example.shop.orders.Order;
import dev.interlock.example.shop.orders.OrderDesk;
import dev.interlock.example.shop.orders.OrderKey;
import dev.interlock.example.shop.refusal.Refusal;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Operations on carts. For a cart that the caller may not see, an operation acts as if the cart did not exist. */
public final class Carts {
    private final CartStore carts;
    private final ProductStore products;
    private final OrderDesk desk;
    private final Clock clock;

    public Carts(CartStore carts, ProductStore products, OrderDesk desk, Clock clock) {
        this.carts = carts;
        this.products = products;
        this.desk = desk;
        this.clock = clock;
    }

    public Cart open(Caller caller) {
        Cart cart = new Cart(UUID.randomUUID(), caller.userId(), Basket.EMPTY);
        carts.add(cart);
        return cart;
    }

    public Cart find(UUID id, Caller caller) {
        return carts.find(id)
                .filter(cart -> caller.mayActFor(cart.userId()))
                .orElseThrow(() -> Refusal.notFound("cart", id));
    }

    public Cart put(UUID id, long productId, int quantity, Caller caller) {
        if (products.find(productId).isEmpty()) {
            throw Refusal.notFound("product", productId);
        }
        return change(id, basket -> basket.with(productId, quantity), caller);
    }

    public Cart takeOut(UUID id, long productId, Caller caller) {
        return change(id, basket -> basket.without(productId), caller);
    }

    public void discard(UUID id, Caller caller) {
        find(id, caller);
        if (carts.remove(id).isEmpty()) {
            throw Refusal.notFound("cart", id);
        }
    }

    /** Returns the total price of the cart at current prices, in minor units. Discontinued products count as 0. */
    public long total(Cart cart) {
        return cart.basket().units().entrySet().stream()
                .mapToLong(wanted -> products.find(wanted.getKey())
                        .map(product -> product.price() * wanted.getValue())
                        .orElse(0L))
                .sum();
    }

    /**
     * Orders the products in the cart. Removes the cart if the order succeeds.
     *
     * @param key idempotency key; a repeated request with the same key returns the order of the first one
     */
    public Order checkOut(UUID id, Optional<UUID> key, String note, Caller caller) {
        OrderDesk.requireNote(note);
        OrderKey once = key.map(chosen -> new OrderKey(caller.userId(), chosen)).orElse(null);
        Optional<Order> earlier = once == null ? Optional.empty() : earlier(once, id, note);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (find(id, caller).basket().isEmpty()) {
            throw Refusal.invalid("An order must have at least one line.");
        }
        return carts.checkOut(id, once, note, clock.millis());
    }

    /** Returns the order of an earlier request with the same key. */
    private Optional<Order> earlier(OrderKey once, UUID id, String note) {
        Optional<Order> order = desk.find(once);
        // The earlier request removed its cart. If the cart still exists, the key belongs to another cart.
        order.ifPresent(found ->
                carts.find(id).ifPresent(cart -> found.requireSame(cart.basket().sale(), note, once)));
        return order;
    }

    private Cart change(UUID id, UnaryOperator<Basket> change, Caller caller) {
        find(id, caller);
        return carts.update(id, cart -> cart.with(change.apply(cart.basket())));
    }
}
