package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;

/**
 * Products of one sale, sorted by product id. A sale has at most 50 different products. Their prices are set when they
 * are sold. Callers reuse the object for further sales, so that selling allocates nothing. Not safe for use by several
 * threads.
 */
public final class Sale {
    /** Maximum number of units of one product. */
    public static final int MAX_UNITS = 1_000;

    public static final int MAX_PRODUCTS = 50;

    private final long[] productIds = new long[MAX_PRODUCTS];
    private final int[] units = new int[MAX_PRODUCTS];
    private final long[] unitPrices = new long[MAX_PRODUCTS];
    private int size;

    /** Removes all products. */
    public void clear() {
        size = 0;
    }

    /**
     * Adds a product.
     *
     * @throws Refusal if the product was added before, if there are too many products, or if the number of units is
     *     not 1 to {@link #MAX_UNITS}
     */
    public void add(long productId, int count) {
        int at = size;
        while (at > 0 && productIds[at - 1] >= productId) {
            at--;
        }
        if (at < size && productIds[at] == productId) {
            throw Refusal.invalid("Product " + productId + " is listed twice.");
        }
        if (size == MAX_PRODUCTS) {
            throw Refusal.invalid("There may be at most " + MAX_PRODUCTS + " different products.");
        }
        if (count < 1 || count > MAX_UNITS) {
            throw Refusal.invalid("quantity must be 1 to " + MAX_UNITS + ".");
        }
        System.arraycopy(productIds, at, productIds, at + 1, size - at);
        System.arraycopy(units, at, units, at + 1, size - at);
        productIds[at] = productId;
        units[at] = count;
        size++;
    }

    public int size() {
        return size;
    }

    public long productId(int index) {
        return productIds[index];
    }

    public int units(int index) {
        return units[index];
    }

    /** Price of one unit at the time of the sale, in minor units. */
    public long unitPrice(int index) {
        return unitPrices[index];
    }

    /** Sets the price of one unit, in minor units. The store does so when it takes the units out of stock. */
    public void unitPrice(int index, long price) {
        unitPrices[index] = price;
    }

    /** Returns the total price in minor units. */
    public long total() {
        long total = 0;
        for (int i = 0; i < size; i++) {
            total += units[i] * unitPrices[i];
        }
        return total;
    }
}
