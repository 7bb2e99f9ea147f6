package dev.interlock.example.shop.payments;

/** Status of a payment. */
public enum PaymentStatus {
    /** The customer's bank has reserved the money. */
    AUTHORIZED,
    /** The shop has the money. */
    CAPTURED,
    /** The customer has received all the money back. */
    REFUNDED
}
