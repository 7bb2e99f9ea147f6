package dev.interlock.example.shop.web;

import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes what an iterable gives, on the thread that asks for it: at most one element is made in advance, and no thread
 * waits. Iterators must not block.
 */
public final class IterablePublisher<T> implements Flow.Publisher<T> {
    private final Iterable<? extends T> elements;

    /** Every subscriber gets an iterator of its own. */
    public IterablePublisher(Iterable<? extends T> elements) {
        this.elements = elements;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        subscriber.onSubscribe(new Pull<>(elements.iterator(), subscriber));
    }

    private static final class Pull<T> implements Flow.Subscription {
        private final Iterator<? extends T> rest;
        private final Flow.Subscriber<? super T> subscriber;
        private final AtomicLong wanted = new AtomicLong();
        private volatile boolean over;

        Pull(Iterator<? extends T> rest, Flow.Subscriber<? super T> subscriber) {
            this.rest = rest;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                // Reactive Streams 3.9.
                fail(new IllegalArgumentException("A subscriber asked for " + count + " elements"));
                return;
            }
            // Subscribers ask for more within onNext: then the call around it goes on.
            if (wanted.getAndAccumulate(count, Pull::sum) == 0) {
                give();
            }
        }

        /** Reactive Streams 3.17: as good as without limit. */
        private static long sum(long a, long b) {
            return a + b < 0 ? Long.MAX_VALUE : a + b;
        }

        private void give() {
            do {
                try {
                    if (!over && rest.hasNext()) {
                        subscriber.onNext(rest.next());
                    }
                    if (!over && !rest.hasNext()) {
                        over = true;
                        subscriber.onComplete();
                    }
                } catch (RuntimeException e) {
                    fail(e);
                }
            } while (wanted.decrementAndGet() > 0 && !over);
        }

        private void fail(RuntimeException cause) {
            if (!over) {
                over = true;
                subscriber.onError(cause);
            }
        }

        @Override
        public void cancel() {
            over = true;
        }
    }
}
