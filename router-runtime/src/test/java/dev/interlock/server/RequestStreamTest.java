package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.server.LaterRouter.Collector;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The body of a request whose handler asks for it when it is too late. */
@Timeout(10)
final class RequestStreamTest {
    private final RequestStream stream =
            new RequestStream(TestLoop.of(new TestRouter()), UnpooledByteBufAllocator.DEFAULT, TestLoop.NO_LISTENER);

    @Test
    void aSubscriberAfterTheAnswerIsTold() {
        stream.discard();
        Collector collector = new Collector();
        stream.publisher().subscribe(collector);
        assertThat(collector.subscription.isDone()).isTrue();
        CompletionException thrown = assertThrows(CompletionException.class, collector.whole::join);
        assertThat(thrown).hasCauseThat().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aReaderAfterTheAnswerDoesNotWait() throws IOException {
        stream.discard();
        try (InputStream in = stream.inputStream()) {
            assertThrows(IOException.class, in::read);
        }
    }

    @Test
    void aReaderAfterTheEndOfTheLoopDoesNotWait() throws IOException {
        AtomicBoolean begun = new AtomicBoolean();
        LoopState ended = TestLoop.of(new TestRouter(), task -> {
            if (begun.getAndSet(true)) {
                throw new RejectedExecutionException("ended");
            }
        });
        RequestStream late = new RequestStream(ended, UnpooledByteBufAllocator.DEFAULT, TestLoop.NO_LISTENER);
        try (InputStream in = late.inputStream()) {
            IOException thrown = assertThrows(IOException.class, in::read);
            assertThat(thrown).hasMessageThat().isEqualTo("The server has closed");
        }
    }

    @Test
    void aSecondSubscriberIsTold() {
        stream.publisher().subscribe(new Collector());
        Collector second = new Collector();
        stream.subscribe(second);
        assertThat(second.whole.isCompletedExceptionally()).isTrue();
    }
}
