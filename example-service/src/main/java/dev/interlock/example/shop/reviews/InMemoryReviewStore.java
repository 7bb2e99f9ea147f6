package dev.interlock.example.shop.reviews;

import dev.interlock.example.shop.store.Table;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Reviews in memory. One lock keeps the reviews consistent with the set of authors of each product. */
public final class InMemoryReviewStore implements ReviewStore {
    private static final int MAX_REVIEWS = 5_000;

    private record Author(long userId, long productId) {}

    private final Table<Long, Review> reviews = new Table<>("review", MAX_REVIEWS);
    private final Set<Author> authors = new HashSet<>();
    private long lastId;

    @Override
    public synchronized Review add(LongFunction<Review> create) {
        Review review = create.apply(lastId + 1);
        if (authors.contains(author(review))) {
            throw new AlreadyReviewed(review.productId());
        }
        reviews.add(review.id(), review);
        authors.add(author(review));
        lastId = review.id();
        return review;
    }

    @Override
    public synchronized Optional<Review> remove(long id) {
        Optional<Review> removed = reviews.remove(id);
        removed.ifPresent(review -> authors.remove(author(review)));
        return removed;
    }

    @Override
    public Stream<Review> all() {
        return reviews.rows().sorted(Comparator.comparingLong(Review::id));
    }

    private static Author author(Review review) {
        return new Author(review.userId(), review.productId());
    }
}
