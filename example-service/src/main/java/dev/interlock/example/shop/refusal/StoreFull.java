package dev.interlock.example.shop.refusal;

import java.time.Duration;

/** Creates the refusals of stores that have reached their limits. */
public final class StoreFull {
    private static final Duration WAIT = Duration.ofSeconds(60);

    private StoreFull() {}

    /**
     * Returns the refusal of a full store.
     *
     * @param what content of the store, in the plural
     */
    public static Refusal of(String what, int limit) {
        return Refusal.tooMany("The limit of " + limit + " " + what + " is reached.", WAIT);
    }
}
