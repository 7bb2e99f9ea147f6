package dev.interlock.example.sight;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;

/** A subscription that publishes a few parts, on the thread that requests them. */
final class Parts implements Flow.Subscription {
    private final Flow.Subscriber<? super String> subscriber;
    private final Iterator<String> parts;
    private boolean isOver;

    Parts(Flow.Subscriber<? super String> subscriber, List<String> parts) {
        this.subscriber = subscriber;
        this.parts = parts.iterator();
    }

    @Override
    public void request(long n) {
        for (long i = 0; i < n && !isOver; i++) {
            subscriber.onNext(parts.next());
            if (!parts.hasNext()) {
                isOver = true;
                subscriber.onComplete();
            }
        }
    }

    @Override
    public void cancel() {
        isOver = true;
    }
}
