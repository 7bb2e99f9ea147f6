package dev.interlock.example.shop.payments;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Stores payments. Safe for use by several threads. */
public interface PaymentStore {
    /**
     * Adds a payment, unless its key was used before.
     *
     * @return the payment that was added with the key: now or before
     * @throws dev.interlock.example.shop.store.StoreFull if the store is full, or the order has the maximum number of
     *     payments
     */
    Payment addOnce(PaymentKey key, Payment payment);

    Optional<Payment> find(UUID id);

    /** Returns the payment that was added with a key. */
    Optional<Payment> find(PaymentKey key);

    /**
     * Replaces a payment with the result of {@code change}, atomically.
     *
     * @throws Refusal 404 if there is no such payment
     */
    Payment update(UUID id, UnaryOperator<Payment> change);

    /** Returns the payments of an order. The oldest payment comes first. */
    List<Payment> listByOrder(long orderId);
}
