package dev.interlock.example.shop.reviews;

import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Stores reviews. Safe for use by several threads. */
public interface ReviewStore {
    /**
     * Adds the review that {@code create} makes for a new id.
     *
     * @throws AlreadyReviewed if the author already has a review of the product
     */
    Review add(LongFunction<Review> create);

    /** Removes and returns a review. Returns empty if there is no such review. */
    Optional<Review> remove(long id);

    /** Returns all reviews. The oldest review comes first. */
    Stream<Review> all();
}
