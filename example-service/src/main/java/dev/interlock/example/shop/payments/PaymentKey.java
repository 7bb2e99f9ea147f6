package dev.interlock.example.shop.payments;

import java.util.UUID;

/**
 * Identifies a payment. If a customer repeats a request with the same key, the order is paid only once.
 *
 * @param key UUID that the customer has chosen
 */
public record PaymentKey(long userId, UUID key) {}
