package dev.interlock.example.shop.store;

/** Thrown if a store is full. {@code Failures} defines the response for all routes. */
public final class StoreFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for a full store.
     *
     * @param what content of the store, in the plural
     */
    public StoreFull(String what, int limit) {
        super("The limit of " + limit + " " + what + " is reached.");
    }
}
