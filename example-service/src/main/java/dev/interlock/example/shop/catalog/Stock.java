package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;

/** How many units of a product are left to sell. Safe for use by several threads; who changes it holds the store's lock. */
public final class Stock {
    public static final int MAX_UNITS = 1_000_000;

    private volatile int units;

    /**
     * A stock.
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

    /** Sets what is left, 0 to {@link #MAX_UNITS}. */
    void set(int left) {
        units = left;
    }
}
