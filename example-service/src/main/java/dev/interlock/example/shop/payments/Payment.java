package dev.interlock.example.shop.payments;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.UUID;

/**
 * Money for an order.
 *
 * @param amount in minor units
 * @param refunded how much of it went back, 0 to {@code amount}
 */
public record Payment(UUID id, long userId, long orderId, long amount, long refunded, PaymentStatus status) {
    Payment capture() {
        if (status != PaymentStatus.AUTHORIZED) {
            throw Refusal.conflict("Payment " + id + " is " + status + " and cannot be captured.");
        }
        return new Payment(id, userId, orderId, amount, refunded, PaymentStatus.CAPTURED);
    }

    /**
     * Gives money back.
     *
     * @param part in minor units, 1 to what has not been refunded
     */
    Payment refund(long part) {
        if (status != PaymentStatus.CAPTURED) {
            throw Refusal.conflict("Payment " + id + " is " + status + " and cannot be refunded.");
        }
        if (part < 1 || part > left()) {
            throw Refusal.badParameter("amount", "1 to " + left() + ", which is what has not been refunded");
        }
        PaymentStatus next = part == left() ? PaymentStatus.REFUNDED : PaymentStatus.CAPTURED;
        return new Payment(id, userId, orderId, amount, refunded + part, next);
    }

    /** In minor units. */
    long left() {
        return amount - refunded;
    }
}
