package dev.interlock.example.shop.payments;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.concurrent.CompletionStage;

/**
 * Holds the money of customers. The bank is a remote service, so its results complete later, on any thread. Safe for
 * use by several threads.
 */
public interface Bank {
    /**
     * Reserves money for the shop. A second call with the same key reserves nothing more, also from another process.
     *
     * @param amount amount in minor units
     * @return a stage that completes within seconds, when the money is reserved; it fails with a {@link Refusal} if
     *     the bank declines
     */
    CompletionStage<Void> reserve(PaymentKey key, long amount);
}
