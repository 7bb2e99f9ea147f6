package dev.interlock.example.shop.reviews;

import dev.interlock.http.ServerSentEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Supplier;

/**
 * Tells subscribers of new reviews. A subscriber that does not read misses reviews, and holds up nobody. Safe for use by
 * several threads: one lock puts what is written and who has begun to listen in order, so that nothing is missed or told
 * twice.
 */
public final class ReviewFeed {
    /** Reviews that wait for one subscriber. */
    private static final int BUFFERED = 128;

    private final List<SubmissionPublisher<ServerSentEvent<Review>>> listeners = new ArrayList<>();

    /**
     * What is new from the subscription on.
     *
     * @param missed asked at the subscription for what the subscriber is told before
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

    /** Tells of what {@code write} returns, once it has. */
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
