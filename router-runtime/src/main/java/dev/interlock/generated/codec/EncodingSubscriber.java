package dev.interlock.generated.codec;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Passes on all signals, with elements encoded as buffers. If an element cannot be encoded, the stream ends with a
 * failure.
 */
final class EncodingSubscriber<T> implements Flow.Subscriber<T> {
    private final Flow.Subscriber<? super ByteBuf> target;
    private final Function<? super T, ByteBuf> encoding;
    private Flow.@Nullable Subscription subscription;
    private boolean failed;

    EncodingSubscriber(Flow.Subscriber<? super ByteBuf> target, Function<? super T, ByteBuf> encoding) {
        this.target = target;
        this.encoding = encoding;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        target.onSubscribe(newSubscription);
    }

    @Override
    public void onNext(T item) {
        if (failed) {
            return;
        }
        ByteBuf encoded;
        try {
            encoded = encoding.apply(item);
        } catch (RuntimeException e) {
            // If this method threw the exception, the publisher might end, but the response would not.
            fail(e);
            return;
        }
        target.onNext(encoded);
    }

    private void fail(RuntimeException cause) {
        failed = true;
        if (subscription != null) {
            subscription.cancel();
        }
        target.onError(cause);
    }

    @Override
    public void onError(Throwable failure) {
        if (!failed) {
            target.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (!failed) {
            target.onComplete();
        }
    }
}
