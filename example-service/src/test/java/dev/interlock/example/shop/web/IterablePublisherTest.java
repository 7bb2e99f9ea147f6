package dev.interlock.example.shop.web;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class IterablePublisherTest {
    /** Records all signals. Within each call, requests {@code more} elements. */
    private static class Listener implements Flow.Subscriber<Integer> {
        private final List<Integer> elements = new ArrayList<>();
        private final int more;
        private Flow.@Nullable Subscription subscription;
        private @Nullable Throwable failure;
        private int completions;

        Listener(Iterable<Integer> elements, int more) {
            this.more = more;
            new IterablePublisher<>(elements).subscribe(this);
        }

        Flow.Subscription subscription() {
            return Objects.requireNonNull(subscription);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(Integer element) {
            elements.add(element);
            if (more > 0) {
                subscription().request(more);
            }
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
        }

        @Override
        public void onComplete() {
            completions++;
        }
    }

    @Test
    void publishesRequestedElements() {
        Listener listener = new Listener(List.of(1, 2, 3), 0);
        assertThat(listener.elements).isEmpty();

        listener.subscription().request(2);
        assertThat(listener.elements).containsExactly(1, 2).inOrder();
        assertThat(listener.completions).isEqualTo(0);

        listener.subscription().request(1);
        assertThat(listener.elements).containsExactly(1, 2, 3).inOrder();
        assertThat(listener.completions).isEqualTo(1);
    }

    @Test
    void completesOnce() {
        Listener listener = new Listener(List.of(), 0);

        listener.subscription().request(Long.MAX_VALUE);
        listener.subscription().request(Long.MAX_VALUE);

        assertThat(listener.completions).isEqualTo(1);
        assertThat(listener.failure).isNull();
    }

    @Test
    void nestedRequestsDoNotRecurse() {
        List<Integer> many = IntStream.range(0, 100_000).boxed().toList();
        Listener listener = new Listener(many, 1);

        listener.subscription().request(1);

        assertThat(listener.elements).isEqualTo(many);
        assertThat(listener.completions).isEqualTo(1);
    }

    @Test
    void publishesNothingAfterCancellation() {
        Listener listener = new Listener(List.of(1, 2, 3), 0);

        listener.subscription().request(1);
        listener.subscription().cancel();
        listener.subscription().request(5);

        assertThat(listener.elements).containsExactly(1);
        assertThat(listener.completions).isEqualTo(0);
    }

    @Test
    void failsLikeItsIterator() {
        IllegalStateException failure = new IllegalStateException("the store has gone");
        Listener listener = new Listener(
                () -> Stream.of(1, 2)
                        .peek(element -> {
                            if (element == 2) {
                                throw failure;
                            }
                        })
                        .iterator(),
                0);

        listener.subscription().request(5);

        assertThat(listener.elements).containsExactly(1);
        assertThat(listener.failure).isSameInstanceAs(failure);
        assertThat(listener.completions).isEqualTo(0);
    }

    @Test
    void rejectsNonPositiveRequest() {
        Listener listener = new Listener(List.of(1), 0);

        listener.subscription().request(0);

        assertThat(listener.failure).isInstanceOf(IllegalArgumentException.class);
        assertThat(listener.elements).isEmpty();
    }
}
