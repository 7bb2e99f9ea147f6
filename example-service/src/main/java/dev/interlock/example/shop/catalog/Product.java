package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.List;

/**
 * Something to buy.
 *
 * @param price of one unit, in minor units
 * @param stock units left to sell, 0 or more
 * @param tags at most 10 words to search for
 */
public record Product(long id, Sku sku, String name, Category category, long price, int stock, List<String> tags) {
    /** A million of the currency: no sum of a legal order overflows. */
    public static final long MAX_PRICE = 100_000_000;

    public static final int MAX_STOCK = 1_000_000;

    private static final int MAX_NAME = 200;
    private static final int MAX_TAGS = 10;
    private static final int MAX_TAG = 30;

    public Product {
        require(!name.isBlank() && name.length() <= MAX_NAME, "name must be 1 to 200 characters.");
        require(price >= 1 && price <= MAX_PRICE, "price must be 1 to " + MAX_PRICE + " minor units.");
        require(stock >= 0 && stock <= MAX_STOCK, "stock must be 0 to " + MAX_STOCK + " units.");
        require(tags.size() <= MAX_TAGS, "a product has at most 10 tags.");
        require(
                tags.stream().allMatch(tag -> !tag.isBlank() && tag.length() <= MAX_TAG),
                "each tag must be 1 to 30 characters.");
        tags = List.copyOf(tags);
    }

    Product withStock(int units) {
        return new Product(id, sku, name, category, price, units, tags);
    }

    /** The product with {@code units} fewer in stock. */
    Product sell(int units) {
        if (units > stock) {
            throw Refusal.conflict("Product " + id + " has only " + stock + " units left.");
        }
        return withStock(stock - units);
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw Refusal.invalid(rule);
        }
    }
}
