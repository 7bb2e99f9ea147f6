package dev.interlock.example.shop.reviews;

import dev.interlock.http.ServerSentEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Supplier;

/**
 * Publishes new reviews. If a subscriber does not read, it misses reviews, but does not delay other subscribers. Safe
 * for use by several threads. One lock serializes writes and subscriptions. Therefore a new subscriber neither misses a
 * review nor gets it twice.
 */
public final class ReviewFeed {
    /** Number of reviews that are buffered for one subscriber. */
    private static final int BUFFERED = 128;

    private final List<SubmissionPublisher<ServerSentEvent<Review>>> listeners = new ArrayList<>();

    /**
     * Returns a publisher of the reviews that are written after the subscription.
     *
     * @param missed called at the subscription; returns earlier reviews, which are published first
     */
    Flow.Publisher<ServerSentEvent<Review>> after(Supplier<List<Review>> missed) {
        return subscriber -> subscribe(subscriber, missed);
    }

    private synchronized void subscribe(
            Flow.Subscriber<? super ServerSentEvent<Review>> subscriber, Supplier<List<Review>> missed) {
        SubmissionPublisher<ServerSentEvent<Review>> listener = new SubmissionPublisher<>(Runnable::run, BUFFERED);
        listener.subscribe(subscriber);
        missed.get().forEach(review -> tell(listener, review));
        listeners.add(listener);
    }

    /** Calls {@code write}, and publishes the review that {@code write} returns. */
    synchronized Review publish(Supplier<Review> write) {
        Review written = write.get();
        listeners.removeIf(listener -> !listener.hasSubscribers());
        listeners.forEach(listener -> tell(listener, written));
        return written;
    }

    private static void tell(SubmissionPublisher<ServerSentEvent<Review>> listener, Review review) {
        ServerSentEvent<Review> event = ServerSentEvent.of(review);
        listener.offer(event.withId(Long.toString(review.id())).withEvent("review"), null);
    }
}
