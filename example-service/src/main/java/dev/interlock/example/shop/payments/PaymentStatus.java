package dev.interlock.example.shop.payments;

/** Where the money of a payment is. */
public enum PaymentStatus {
    /** Set aside at the customer's bank. */
    AUTHORIZED,
    /** With the shop. */
    CAPTURED,
    /** All of it back with the customer. */
    REFUNDED
}
