package dev.interlock.example.shop.catalog;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Selects the products to list.
 *
 * @param text part of the name, ignoring case; empty for any name
 * @param category category of the products; empty for all categories
 * @param tags tags; a product must have all of them
 * @param minPrice lowest price in minor units
 * @param maxPrice highest price in minor units
 */
public record ProductQuery(
        String text, Optional<Category> category, Set<String> tags, OptionalLong minPrice, OptionalLong maxPrice)
        implements Predicate<Product> {

    public ProductQuery {
        text = text.toLowerCase(Locale.ROOT);
        tags = Set.copyOf(tags);
    }

    /** Selects the products of a category. Without a category, selects all products. */
    public static ProductQuery in(Optional<Category> category) {
        return new ProductQuery("", category, Set.of(), OptionalLong.empty(), OptionalLong.empty());
    }

    @Override
    public boolean test(Product product) {
        return product.price() >= minPrice.orElse(0)
                && product.price() <= maxPrice.orElse(Long.MAX_VALUE)
                && (category.isEmpty() || category.get() == product.category())
                && product.tags().containsAll(tags)
                && product.name().toLowerCase(Locale.ROOT).contains(text);
    }
}
