package dev.interlock.example.shop.payments;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Keeps payments. Safe for use by several threads. */
public interface PaymentStore {
    /**
     * Adds a payment unless its key was used before.
     *
     * @return the payment that the key was first used for
     * @throws Refusal 429 when the store is full, or the order has as many payments as one may
     */
    Payment addOnce(PaymentKey key, Payment payment);

    Optional<Payment> find(UUID id);

    /** The payment that a key was used for. */
    Optional<Payment> find(PaymentKey key);

    /**
     * Replaces a payment by what {@code change} makes of it, atomically.
     *
     * @throws Refusal 404 when there is none
     */
    Payment update(UUID id, UnaryOperator<Payment> change);

    /** The payments of an order, the first first. */
    List<Payment> listByOrder(long orderId);
}
