package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;

/**
 * Number of units that are left of a product. Every thread may read it. To change it, a thread must hold the lock of
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

    /**
     * Sets the number of units that are left.
     *
     * @param left 0 to {@link #MAX_UNITS}
     */
    void set(int left) {
        units = left;
    }
}
