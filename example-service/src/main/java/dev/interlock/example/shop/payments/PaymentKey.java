package dev.interlock.example.shop.payments;

import java.util.UUID;

/**
 * Identifies a payment, so that repeated requests pay only once.
 *
 * @param key UUID that the customer chose
 */
public record PaymentKey(long userId, UUID key) {}
