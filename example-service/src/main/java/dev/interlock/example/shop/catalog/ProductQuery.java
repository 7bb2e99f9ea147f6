package dev.interlock.example.shop.catalog;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which products to list.
 *
 * @param text to be found in the name, whatever the case; empty for any
 * @param category empty for all
 * @param tags all of which a product must carry
 * @param minPrice in minor units, included
 * @param maxPrice in minor units, included
 */
public record ProductQuery(
        String text, Optional<Category> category, Set<String> tags, OptionalLong minPrice, OptionalLong maxPrice)
        implements Predicate<Product> {

    public ProductQuery {
        text = text.toLowerCase(Locale.ROOT);
        tags = Set.copyOf(tags);
    }

    /** All products of a category, or all there are. */
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
