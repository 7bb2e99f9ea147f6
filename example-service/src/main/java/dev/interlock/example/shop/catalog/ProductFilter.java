package dev.interlock.example.shop.catalog;

import dev.interlock.annotation.Default;
import dev.interlock.annotation.Query;
import dev.interlock.example.shop.refusal.Refusal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The parameters of a search. */
public record ProductFilter(
        @Query("q") @Default("") String text,
        @Query Optional<Category> category,
        @Query("tag") Set<String> tags,
        @Query OptionalLong minPrice,
        @Query OptionalLong maxPrice) {
    private static final int MAX_TEXT = 100;

    public ProductFilter {
        if (text.length() > MAX_TEXT) {
            throw Refusal.badParameter("q", "at most " + MAX_TEXT + " characters");
        }
    }

    ProductQuery query() {
        return new ProductQuery(text, category, tags, minPrice, maxPrice);
    }
}
