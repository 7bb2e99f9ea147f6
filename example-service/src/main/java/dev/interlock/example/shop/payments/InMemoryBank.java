package dev.interlock.example.shop.payments;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A bank that accepts all amounts up to a limit. It is as slow as a bank in the same town. */
public final class InMemoryBank implements Bank {
    /** Largest amount, in minor units. */
    private static final long MAX_AMOUNT = 1_000_000;

    private static final int DISTANCE_MILLIS = 2;

    @Override
    public CompletionStage<Void> reserve(PaymentKey key, long amount) {
        Executor distance = CompletableFuture.delayedExecutor(DISTANCE_MILLIS, TimeUnit.MILLISECONDS);
        return CompletableFuture.runAsync(() -> decide(amount), distance);
    }

    private static void decide(long amount) {
        if (amount > MAX_AMOUNT) {
            throw Refusal.invalid("The bank declines payments of more than " + MAX_AMOUNT + ".");
        }
    }
}
