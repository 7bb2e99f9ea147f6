package dev.interlock.testing;

import java.util.concurrent.Flow;
import java.util.function.Supplier;

/**
 * Publishes elements. Each is created when the subscriber requests it.
 *
 * @param count number of elements, from 1
 */
public record Repeated<T>(int count, Supplier<T> element) implements Flow.Publisher<T> {
    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        subscriber.onSubscribe(new Repeating<>(subscriber, element, count));
    }

    private static final class Repeating<T> implements Flow.Subscription {
        private final Flow.Subscriber<? super T> subscriber;
        private final Supplier<T> element;
        private int left;
        private long wanted;
        private boolean publishing;

        Repeating(Flow.Subscriber<? super T> subscriber, Supplier<T> element, int left) {
            this.subscriber = subscriber;
            this.element = element;
            this.left = left;
        }

        // A subscriber may request more elements while it receives one.
        @Override
        public void request(long more) {
            wanted += more;
            if (publishing) {
                return;
            }
            publishing = true;
            for (; wanted > 0 && left > 0; wanted--) {
                left--;
                subscriber.onNext(element.get());
                if (left == 0) {
                    subscriber.onComplete();
                }
            }
            publishing = false;
        }

        @Override
        public void cancel() {
            left = 0;
        }
    }
}
