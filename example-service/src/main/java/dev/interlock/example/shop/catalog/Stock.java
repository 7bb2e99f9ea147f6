package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;

/**
 * Number of units of a product that are left. Safe for use by several threads. The caller of a change holds the lock of
 * the store.
 */
public final class Stock {
    public static final int MAX_UNITS = 1_000_000;

    private volatile int units;

    /**
     * Creates a stock.
     *
     * @param units 0 to {@link #MAX_UNITS}
     * @throws Refusal 422 for any other number
     */
    public Stock(int units) {
        if (units < 0 || units > MAX_UNITS) {
            throw Refusal.invalid("stock must be 0 to " + MAX_UNITS + " units.");
        }
        this.units = units;
    }

    public int units() {
        return units;
    }

    /** Sets the number of units that are left, 0 to {@link #MAX_UNITS}. */
    void set(int left) {
        units = left;
    }
}
