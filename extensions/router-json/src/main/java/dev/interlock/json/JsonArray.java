package dev.interlock.json;

import dev.interlock.bytes.ByteWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Converts published values to the elements of a JSON array. A buffer contains one element and the bracket or comma
 * before it. The last bracket is a separate buffer, so the subscriber must request it separately.
 */
final class JsonArray<T> implements Flow.Subscriber<T>, Flow.Subscription {
    private static final int USUAL_BYTES = 128;

    private final Flow.Subscriber<? super ByteBuf> target;
    private final BiConsumer<ByteWriter, ? super T> writer;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();
    private Flow.@Nullable Subscription source;
    private boolean begun;
    private boolean failed;
    private volatile boolean complete;

    JsonArray(Flow.Subscriber<? super ByteBuf> target, BiConsumer<ByteWriter, ? super T> writer) {
        this.target = target;
        this.writer = writer;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        target.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        asked.addAndGet(n);
        if (complete) {
            end();
        } else {
            Objects.requireNonNull(source).request(n);
        }
    }

    @Override
    public void cancel() {
        ended.set(true);
        Objects.requireNonNull(source).cancel();
    }

    @Override
    public void onNext(T item) {
        if (failed) {
            return;
        }
        ByteWriter into = new ByteWriter(USUAL_BYTES).append((byte) (begun ? ',' : '['));
        try {
            writer.accept(into, item);
        } catch (RuntimeException e) {
            failed = true;
            cancel();
            target.onError(e);
            return;
        }
        begun = true;
        asked.decrementAndGet();
        target.onNext(JsonStreamCodec.buffer(into));
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
            complete = true;
            end();
        }
    }

    /**
     * Sends the last bracket, if the subscriber has requested it. Several threads may call this method, also
     * repeatedly. Only one call sends the bracket.
     */
    private void end() {
        if (asked.get() > 0 && ended.compareAndSet(false, true)) {
            byte[] last = begun ? new byte[] {']'} : new byte[] {'[', ']'};
            target.onNext(Unpooled.wrappedBuffer(last));
            target.onComplete();
        }
    }
}
