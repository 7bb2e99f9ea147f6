package dev.interlock.generated.codec;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Publishes elements on the thread that requests them, then completes or fails. */
public final class Published<T> implements Flow.Publisher<T> {
    private final Queue<T> rest;
    private final @Nullable Throwable failure;
    private boolean cancelled;

    public Published(List<T> elements, @Nullable Throwable failure) {
        this.rest = new ArrayDeque<>(elements);
        this.failure = failure;
    }

    public static <T> Published<T> of(List<T> elements) {
        return new Published<>(elements, null);
    }

    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                for (long i = 0; i < n && !rest.isEmpty(); i++) {
                    subscriber.onNext(rest.remove());
                }
                if (rest.isEmpty() && failure != null) {
                    subscriber.onError(failure);
                } else if (rest.isEmpty()) {
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        });
    }
}
