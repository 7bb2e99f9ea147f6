package dev.interlock.example.shop.catalog;

import dev.interlock.annotation.Default;
import dev.interlock.annotation.Query;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Parameters of a search. */
public record ProductFilter(
        @Query("q") @Default("") @Size(max = 100) String text,
        @Query Optional<Category> category,
        @Query("tag") Set<String> tags,
        @Query OptionalLong minPrice,
        @Query OptionalLong maxPrice) {
    ProductQuery query() {
        return new ProductQuery(text, category, tags, minPrice, maxPrice);
    }
}
