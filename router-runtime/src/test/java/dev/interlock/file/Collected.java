package dev.interlock.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Subscriber that requests one buffer at a time, and collects the text. */
final class Collected implements Flow.Subscriber<ByteBuf> {
    private final StringBuilder text = new StringBuilder();
    private Flow.@Nullable Subscription subscription;
    private @Nullable Throwable failure;
    private boolean complete;

    /**
     * Returns all bytes as text.
     *
     * @throws IOException if the publisher failed or did not end
     */
    static String of(Flow.Publisher<? extends ByteBuf> publisher) throws IOException {
        Collected collected = new Collected();
        publisher.subscribe(collected);
        if (!collected.complete) {
            throw new IOException(collected.failure);
        }
        return collected.text.toString();
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(1);
    }

    @Override
    public void onNext(ByteBuf buffer) {
        text.append(buffer.toString(UTF_8));
        buffer.release();
        if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable cause) {
        failure = cause;
    }

    @Override
    public void onComplete() {
        complete = true;
    }
}
