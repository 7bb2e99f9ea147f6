package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.List;

/**
 * A product of the shop.
 *
 * @param price price of one unit, in minor units
 * @param stock number of units that are left; this component is mutable
 * @param tags at most 10 words for the search
 */
public record Product(long id, Sku sku, String name, Category category, long price, Stock stock, List<String> tags) {
    /** Maximum price: a million euros. With this limit, the total of a valid order cannot overflow. */
    public static final long MAX_PRICE = 100_000_000;

    private static final int MAX_NAME = 200;
    private static final int MAX_TAGS = 10;
    private static final int MAX_TAG = 30;

    public Product {
        require(!name.isBlank() && name.length() <= MAX_NAME, "name must be 1 to 200 characters.");
        require(price >= 1 && price <= MAX_PRICE, "price must be 1 to " + MAX_PRICE + " minor units.");
        require(tags.size() <= MAX_TAGS, "a product has at most 10 tags.");
        for (String tag : tags) {
            require(!tag.isBlank() && tag.length() <= MAX_TAG, "each tag must be 1 to 30 characters.");
        }
        tags = List.copyOf(tags);
    }

    /**
     * Rejects a sale of {@code units}.
     *
     * @throws Refusal if fewer units are left
     */
    void requireStock(int units) {
        if (units > stock.units()) {
            throw soldOut(id, stock.units());
        }
    }

    /** Returns the refusal of a sale of a product that does not exist. */
    static Refusal unknown(long id) {
        return Refusal.invalid("There is no product " + id + ".");
    }

    /** Returns the refusal of a sale of too many units. */
    static Refusal soldOut(long id, int unitsLeft) {
        return Refusal.conflict("Product " + id + " has only " + unitsLeft + " units left.");
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw Refusal.invalid(rule);
        }
    }
}
