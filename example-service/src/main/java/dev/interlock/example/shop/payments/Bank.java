package dev.interlock.example.shop.payments;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.concurrent.CompletionStage;

/**
 * Holds the money of customers. It is somewhere else and takes its time, so it answers later, on any thread. Safe for use by
 * several threads.
 */
public interface Bank {
    /**
     * Reserves money for the shop, once for each key.
     *
     * @param amount in minor units
     * @return completes when the money is reserved, and fails with a {@link Refusal} 422 when the bank declines; in any case
     *     within seconds
     */
    CompletionStage<Void> reserve(PaymentKey key, long amount);
}
