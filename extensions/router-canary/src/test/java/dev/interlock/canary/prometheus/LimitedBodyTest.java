package dev.interlock.canary.prometheus;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** Limit on the memory for a response. */
final class LimitedBodyTest {
    private boolean isCancelled;

    private LimitedBody subscribed() {
        LimitedBody body = new LimitedBody(4);
        body.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long buffers) {}

            @Override
            public void cancel() {
                isCancelled = true;
            }
        });
        return body;
    }

    private static List<ByteBuffer> bytes(int... sizes) {
        return java.util.Arrays.stream(sizes).mapToObj(ByteBuffer::allocate).toList();
    }

    @Test
    void acceptsBodyUpToLimit() throws Exception {
        LimitedBody body = subscribed();
        body.onNext(bytes(1, 2));
        body.onNext(bytes(1));
        body.onComplete();
        assertThat(body.getBody().toCompletableFuture().get()).hasLength(4);
        assertThat(isCancelled).isFalse();
    }

    @Test
    void rejectsBodyBeyondLimit() {
        LimitedBody body = subscribed();
        body.onNext(bytes(3, 2));
        CompletableFuture<byte[]> result = body.getBody().toCompletableFuture();
        ExecutionException thrown = assertThrows(ExecutionException.class, result::get);
        assertThat(thrown).hasCauseThat().isInstanceOf(IOException.class);
        assertThat(isCancelled).isTrue();
    }
}
