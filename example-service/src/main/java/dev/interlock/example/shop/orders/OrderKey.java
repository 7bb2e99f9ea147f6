package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.UUID;

/**
 * Identifies an order. If a customer repeats a request with the same key, the shop places only one order.
 *
 * @param key UUID that the customer has chosen
 */
public record OrderKey(long userId, UUID key) {
    /** Returns the refusal of a request that reuses the key of another order. */
    static Refusal usedFor(Order order) {
        return Refusal.invalid("The idempotency key was used for another order, " + order.id() + ".");
    }
}
