package dev.interlock.example.shop.reviews;

import dev.interlock.example.shop.refusal.StoreFull;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Reviews in memory. One lock keeps the reviews consistent with the set of authors of each product. */
public final class InMemoryReviewStore implements ReviewStore {
    private static final int MAX_REVIEWS = 5_000;

    private record Author(long userId, long productId) {}

    private final Consumer<Review> onAdded;
    private final NavigableMap<Long, Review> reviews = new TreeMap<>();
    private final Set<Author> authors = new HashSet<>();
    private long lastId;

    /**
     * Creates a store without reviews.
     *
     * @param onAdded called with each new review, in order of ids; must not call the store
     */
    public InMemoryReviewStore(Consumer<Review> onAdded) {
        this.onAdded = onAdded;
    }

    @Override
    public synchronized Review add(LongFunction<Review> create) {
        Review review = create.apply(lastId + 1);
        if (authors.contains(author(review))) {
            throw Review.second(review.productId());
        }
        if (reviews.size() == MAX_REVIEWS) {
            throw StoreFull.of("reviews", MAX_REVIEWS);
        }
        reviews.put(review.id(), review);
        authors.add(author(review));
        lastId = review.id();
        onAdded.accept(review);
        return review;
    }

    @Override
    public synchronized Optional<Review> find(long id) {
        return Optional.ofNullable(reviews.get(id));
    }

    @Override
    public synchronized boolean remove(long id) {
        Optional<Review> removed = Optional.ofNullable(reviews.remove(id));
        removed.ifPresent(review -> authors.remove(author(review)));
        return removed.isPresent();
    }

    @Override
    public synchronized List<Review> list(long productId, int offset, int limit) {
        return reviews.values().stream()
                .filter(review -> review.productId() == productId)
                .skip(offset)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Review> after(long afterId, int limit) {
        return reviews.tailMap(afterId, false).values().stream().limit(limit).toList();
    }

    private static Author author(Review review) {
        return new Author(review.userId(), review.productId());
    }
}
