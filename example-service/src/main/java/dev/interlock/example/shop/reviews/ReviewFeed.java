package dev.interlock.example.shop.reviews;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Function;

/**
 * Publishes new reviews to all subscribers of this process. A subscriber that does not read misses reviews, but does
 * not delay other subscribers. Safe for use by several threads.
 *
 * <p>A new subscriber gets each review exactly once: first the reviews that it missed before, then the latest reviews
 * of the feed, then new ones. The feed skips reviews whose id is not larger than the previous one.
 */
public final class ReviewFeed {
    /** Number of reviews to buffer for each subscriber, and number of latest reviews that the feed keeps. */
    static final int BUFFERED = 256;

    private final Deque<Review> latest = new ArrayDeque<>();
    private final List<Listener<?>> listeners = new ArrayList<>();
    private long lastId;

    /** One subscriber, which gets an element for each review. The lock of the feed protects it. */
    private static final class Listener<T> {
        private final SubmissionPublisher<T> publisher = new SubmissionPublisher<>(Runnable::run, 2 * BUFFERED);
        private final Function<Review, T> element;
        private long lastId;

        Listener(long lastId, Function<Review, T> element) {
            this.lastId = lastId;
            this.element = element;
        }

        void tell(Review review) {
            if (review.id() > lastId) {
                lastId = review.id();
                publisher.offer(element.apply(review), null);
            }
        }
    }

    /** Publishes a review. Ignores a review whose id is not larger than the latest one. */
    public synchronized void publish(Review review) {
        if (review.id() <= lastId) {
            return;
        }
        lastId = review.id();
        latest.addLast(review);
        if (latest.size() > BUFFERED) {
            latest.removeFirst();
        }
        listeners.removeIf(listener -> !listener.publisher.hasSubscribers());
        listeners.forEach(listener -> listener.tell(review));
    }

    /** Returns the id of the latest published review, or 0. */
    public synchronized long lastId() {
        return lastId;
    }

    /**
     * Marks all reviews up to an id as published. A new process does this for the latest review in the database.
     */
    public synchronized void skipTo(long id) {
        lastId = Math.max(lastId, id);
    }

    /**
     * Returns a publisher of the reviews after a given one.
     *
     * @param afterId id of the last review that the subscriber has
     * @param missed the first reviews after that one, at most {@link #BUFFERED}; if there may be more, the stream ends
     *     after them, and the client reconnects for the next ones
     * @param element converts a review to an element of the stream
     */
    <T> Flow.Publisher<T> after(long afterId, List<Review> missed, Function<Review, T> element) {
        return subscriber -> subscribe(subscriber, new Listener<>(afterId, element), missed);
    }

    private synchronized <T> void subscribe(
            Flow.Subscriber<? super T> subscriber, Listener<T> listener, List<Review> missed) {
        listener.publisher.subscribe(subscriber);
        missed.forEach(listener::tell);
        if (missed.size() >= BUFFERED) {
            listener.publisher.close();
            return;
        }
        latest.forEach(listener::tell);
        listeners.add(listener);
    }
}
