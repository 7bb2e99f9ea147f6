package dev.interlock.example.shop.reviews;

import dev.interlock.example.shop.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Stores reviews. Safe for use by several threads. May wait for a database. */
public interface ReviewStore {
    /**
     * Adds the review that {@code create} makes for a new id. The id is larger than the ids of all reviews that were
     * added before, by any replica.
     *
     * @throws Refusal if the author already has a review of the product, or if the store is full
     */
    Review add(LongFunction<Review> create);

    Optional<Review> find(long id);

    /** Removes a review. Returns false if there is no such review. */
    boolean remove(long id);

    /** Returns a page of the reviews of a product. The oldest review comes first. */
    List<Review> list(long productId, int offset, int limit);

    /**
     * Returns some reviews of all products. The oldest review comes first.
     *
     * @param afterId all reviews have larger ids
     */
    List<Review> after(long afterId, int limit);
}
