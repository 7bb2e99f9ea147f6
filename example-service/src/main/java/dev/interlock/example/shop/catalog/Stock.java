package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;

/**
 * Number of units that are left of a product. Every thread may read it. To change it, a thread must hold the lock of
 * the store.
 */
public final class Stock {
    public static final int MAX_UNITS = 1_000_000;

    private volatile int units;
    /** Version of the database row with this number; 0 in memory. */
    private long version;

    /**
     * Creates a stock.
     *
     * @param units 0 to {@link #MAX_UNITS}
     * @throws Refusal for any other number
     */
    public Stock(int units) {
        this(units, 0);
    }

    /** Creates the stock of a row of the database. */
    Stock(int units, long version) {
        if (units < 0 || units > MAX_UNITS) {
            throw Refusal.invalid("stock must be 0 to " + MAX_UNITS + " units.");
        }
        this.units = units;
        this.version = version;
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

    /** Sets the number of units from a database row, unless this object already has a later version of the row. */
    void set(int left, long newVersion) {
        if (newVersion > version) {
            units = left;
            version = newVersion;
        }
    }
}
