package dev.interlock.example.shop.carts;

import dev.interlock.example.shop.orders.Basket;
import java.util.UUID;

/** A basket before the checkout. */
public record Cart(UUID id, long userId, Basket basket) {
    Cart with(Basket changed) {
        return new Cart(id, userId, changed);
    }
}
