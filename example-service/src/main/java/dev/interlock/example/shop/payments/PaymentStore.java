package dev.interlock.example.shop.payments;

import dev.interlock.example.shop.refusal.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Stores payments. Safe for use by several threads. May wait for a database. Each method is one transaction. */
public interface PaymentStore {
    /** Maximum number of payments of one order. */
    int MAX_PAYMENTS_PER_ORDER = 10;

    /**
     * Adds a payment, unless its key was used before.
     *
     * @return the payment of the key, added now or before
     * @throws Refusal if the store is full, or the order has the maximum number of payments
     */
    Payment addOnce(PaymentKey key, Payment payment);

    Optional<Payment> find(UUID id);

    /** Returns the payment that was added with a key. */
    Optional<Payment> find(PaymentKey key);

    /**
     * Captures an authorized payment, marks its order as paid, and records the sale.
     *
     * @param day day in UTC to which the sale belongs
     * @throws Refusal if there is no such payment, or if the payment or its order does not allow it
     */
    Payment capture(UUID id, LocalDate day);

    /**
     * Replaces a payment with the result of {@code change}.
     *
     * @throws Refusal if there is no such payment
     */
    Payment update(UUID id, UnaryOperator<Payment> change);

    /** Returns the payments of an order. The oldest payment comes first. */
    List<Payment> listByOrder(long orderId);
}
