package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.refusal.Refusal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Chosen products: at most 50 different products.
 *
 * @param units units of each product, 1 to 1,000, by the id of the product
 */
public record Basket(SortedMap<Long, Integer> units) {
    /** A basket without products. */
    public static final Basket EMPTY = new Basket(new TreeMap<>());

    public Basket {
        if (units.size() > Sale.MAX_PRODUCTS) {
            throw Refusal.invalid("There may be at most " + Sale.MAX_PRODUCTS + " different products.");
        }
        if (!units.values().stream().allMatch(count -> count >= 1 && count <= Sale.MAX_UNITS)) {
            throw Refusal.invalid("quantity must be 1 to " + Sale.MAX_UNITS + ".");
        }
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
    }

    /** Returns this basket with exactly {@code count} units of a product. */
    public Basket with(long productId, int count) {
        SortedMap<Long, Integer> changed = new TreeMap<>(units);
        changed.put(productId, count);
        return new Basket(changed);
    }

    /** Returns this basket without a product, or the same basket if it has no such product. */
    public Basket without(long productId) {
        SortedMap<Long, Integer> changed = new TreeMap<>(units);
        changed.remove(productId);
        return new Basket(changed);
    }

    public boolean isEmpty() {
        return units.isEmpty();
    }
}
