package dev.interlock.example.shop.store;

/** A store holds as many as it may; what it is answered with is said in one place for all routes. */
public final class StoreFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * For a store that takes no more.
     *
     * @param what it holds, in the plural
     */
    public StoreFull(String what, int limit) {
        super("There is room for " + limit + " " + what + ", and all of it is taken.");
    }
}
