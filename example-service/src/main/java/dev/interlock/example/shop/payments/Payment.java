package dev.interlock.example.shop.payments;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.UUID;

/**
 * The payment for an order.
 *
 * @param amount amount in minor units
 * @param refunded refunded amount, from 0 to {@code amount}
 */
public record Payment(UUID id, long userId, long orderId, long amount, long refunded, PaymentStatus status) {
    Payment capture() {
        if (status != PaymentStatus.AUTHORIZED) {
            throw Refusal.conflict("Payment " + id + " is " + status + " and cannot be captured.");
        }
        return new Payment(id, userId, orderId, amount, refunded, PaymentStatus.CAPTURED);
    }

    /**
     * Refunds a part of the payment.
     *
     * @param part amount in minor units, from 1 to {@link #left()}
     */
    Payment refund(long part) {
        if (status != PaymentStatus.CAPTURED) {
            throw Refusal.conflict("Payment " + id + " is " + status + " and cannot be refunded.");
        }
        if (part < 1 || part > left()) {
            throw Refusal.badParameter("amount", "1 to " + left() + ", the amount that was not refunded yet");
        }
        PaymentStatus next = part == left() ? PaymentStatus.REFUNDED : PaymentStatus.CAPTURED;
        return new Payment(id, userId, orderId, amount, refunded + part, next);
    }

    /** Returns the amount that is not refunded yet, in minor units. */
    long left() {
        return amount - refunded;
    }
}
