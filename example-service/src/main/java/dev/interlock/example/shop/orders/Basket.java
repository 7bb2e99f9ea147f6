package dev.interlock.example.shop.orders;

import dev.interlock.example.shop.catalog.Sale;
import dev.interlock.example.shop.refusal.Refusal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Products that a customer has chosen: at most 50 different products.
 *
 * @param units number of units, 1 to 1,000, by product id
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

    /** Returns a basket that has exactly {@code count} units of the product, and is otherwise the same. */
    public Basket with(long productId, int count) {
        SortedMap<Long, Integer> changed = new TreeMap<>(units);
        changed.put(productId, count);
        return new Basket(changed);
    }

    /** Returns a basket without the product. If this basket does not have the product, the result is equal to it. */
    public Basket without(long productId) {
        SortedMap<Long, Integer> changed = new TreeMap<>(units);
        changed.remove(productId);
        return new Basket(changed);
    }

    /** Returns the sale of the products in this basket. */
    public Sale sale() {
        Sale sale = new Sale();
        units.forEach(sale::add);
        return sale;
    }

    public boolean isEmpty() {
        return units.isEmpty();
    }
}
