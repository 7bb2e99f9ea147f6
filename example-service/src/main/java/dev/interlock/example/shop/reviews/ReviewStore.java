package dev.interlock.example.shop.reviews;

import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Stores reviews. Safe for use by several threads. */
public interface ReviewStore {
    /**
     * Adds the review that {@code create} makes for a new id.
     *
     * @throws AlreadyReviewed if its author already has a review of the product
     */
    Review add(LongFunction<Review> create);

    /** Removes and returns a review; empty if there was none. */
    Optional<Review> remove(long id);

    /** Returns all reviews, the oldest first. */
    Stream<Review> all();
}
