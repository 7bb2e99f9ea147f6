package dev.interlock.example.shop.payments;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.concurrent.CompletionStage;

/**
 * Holds the money of customers. The bank is a remote service, so its results complete later, on any thread. Safe for
 * use by several threads.
 */
public interface Bank {
    /**
     * Reserves money for the shop. Reserves only once for each key.
     *
     * @param amount amount in minor units
     * @return completes when the money is reserved; fails with a {@link Refusal} 422 if the bank declines; completes
     *     within seconds
     */
    CompletionStage<Void> reserve(PaymentKey key, long amount);
}
