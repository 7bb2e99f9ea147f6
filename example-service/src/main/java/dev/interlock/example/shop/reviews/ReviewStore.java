package dev.interlock.example.shop.reviews;

import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Keeps reviews. Safe for use by several threads. */
public interface ReviewStore {
    /**
     * Adds the review that {@code create} makes of a new id.
     *
     * @throws AlreadyReviewed when its author has one of the product
     */
    Review add(LongFunction<Review> create);

    /** Takes a review out; empty when there was none. */
    Optional<Review> remove(long id);

    /** All reviews, the oldest first. */
    Stream<Review> all();
}
