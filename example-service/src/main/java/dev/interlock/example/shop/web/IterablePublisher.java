package dev.interlock.example.shop.web;

import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes the elements of an iterable on the thread that requests them. Looks at most one element ahead. The
 * iterators must not block.
 */
public final class IterablePublisher<T> implements Flow.Publisher<T> {
    private final Iterable<? extends T> elements;

    /** Creates a publisher. Each subscriber gets its own iterator. */
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
                // Reactive Streams 3.9 requires this exception type.
                fail(new IllegalArgumentException("A subscriber asked for " + count + " elements"));
                return;
            }
            // A subscriber may call request() within onNext. Then the loop in give() is already running and delivers
            // these elements too.
            if (wanted.getAndAccumulate(count, Pull::sum) == 0) {
                give();
            }
        }

        /** Adds two numbers of requested elements. Long.MAX_VALUE means unlimited (Reactive Streams 3.17). */
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
