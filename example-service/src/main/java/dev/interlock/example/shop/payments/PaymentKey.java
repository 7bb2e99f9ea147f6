package dev.interlock.example.shop.payments;

import java.util.UUID;

/**
 * What makes a payment happen once however often it is asked for.
 *
 * @param key the customer's own choice
 */
public record PaymentKey(long userId, UUID key) {}
