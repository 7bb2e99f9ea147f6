package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.server.LaterRouter.Collector;
import dev.interlock.server.TestRouter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers of a body whose request ends before they have received the whole body. */
@Timeout(10)
final class RequestStreamTest {
    private final RequestStream stream = stream(TestLoop.of(new TestRouter()));

    private static RequestStream stream(EngineLoop loop) {
        ExchangeOwner owner = TestLoop.owner(loop, new TestHost(loop));
        return new RequestStream(loop.context(), loop.scratch().received(), UnpooledByteBufAllocator.DEFAULT, owner);
    }

    @Test
    void subscriberAfterResponseGetsFailure() {
        stream.discard();
        Collector collector = new Collector();
        stream.publisher().subscribe(collector);
        assertThat(collector.subscription.isDone()).isTrue();
        CompletionException thrown = assertThrows(CompletionException.class, collector.whole::join);
        assertThat(thrown).hasCauseThat().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readerAfterResponseDoesNotWait() throws IOException {
        stream.discard();
        try (InputStream in = stream.inputStream()) {
            assertThrows(IOException.class, in::read);
        }
    }

    /** The whole body has arrived, but the reader has not requested the rest of it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void endOfRequestFailsIncompleteSubscriber(int asked) {
        EngineLoop loop = TestLoop.of(new TestRouter());
        RequestStream cut = stream(loop);
        Collector collector = new Collector();
        cut.publisher().subscribe(collector);
        collector.subscription.join().request(asked + 1);
        fill(cut, asked + 2);
        cut.end();
        assertThat(collector.whole.isDone()).isFalse();
        cut.discard();
        assertThat(collector.whole.isDone()).isTrue();
        CompletionException thrown = assertThrows(CompletionException.class, collector.whole::join);
        assertThat(thrown).hasCauseThat().isInstanceOf(IOException.class);
        assertThat(thrown)
                .hasCauseThat()
                .hasMessageThat()
                .isEqualTo("The request was answered before its body was read completely");
        assertThat(loop.context().service().memory().direct().used()).isEqualTo(0);
    }

    @Test
    void endWithinSignalFailsSubscriberAfterIt() {
        Pieces pieces = new Pieces();
        pieces.discarded = stream;
        stream.publisher().subscribe(pieces);
        fill(stream, 2);
        assertThat(pieces.content.length()).isEqualTo(RequestStream.PIECE_BYTES);
        assertThat(pieces.failure).isInstanceOf(IOException.class);
        assertThat(pieces.failedWithin).isFalse();
    }

    private static void fill(RequestStream filled, int pieces) {
        for (int i = 0; i < pieces; i++) {
            filled.received().append(new byte[RequestStream.PIECE_BYTES]);
            filled.arrived();
        }
    }

    @Test
    void countsBuffersUntilReleased() throws IOException {
        EngineLoop loop = TestLoop.of(new TestRouter());
        MemoryAccount direct = loop.context().service().memory().direct();
        RequestStream read = stream(loop);
        try (InputStream in = read.inputStream()) {
            for (int i = 0; i < 4; i++) {
                read.received().append(new byte[RequestStream.PIECE_BYTES]);
                read.arrived();
            }
            assertThat(direct.used()).isEqualTo(4 * RequestStream.PIECE_BYTES);
            in.readNBytes(RequestStream.PIECE_BYTES);
            assertThat(direct.used()).isEqualTo(3 * RequestStream.PIECE_BYTES);
        }
        read.discard();
        assertThat(direct.used()).isEqualTo(0);
    }

    @Test
    void readerAfterEndOfLoopDoesNotWait() throws IOException {
        AtomicBoolean begun = new AtomicBoolean();
        EngineLoop ended = TestLoop.of(new TestRouter(), task -> {
            if (begun.getAndSet(true)) {
                throw new RejectedExecutionException("ended");
            }
        });
        RequestStream late = stream(ended);
        try (InputStream in = late.inputStream()) {
            IOException thrown = assertThrows(IOException.class, in::read);
            assertThat(thrown).hasMessageThat().isEqualTo("The server has closed");
        }
    }

    @Test
    void secondSubscriberGetsFailure() {
        stream.publisher().subscribe(new Collector());
        Collector second = new Collector();
        stream.subscribe(second);
        assertThat(second.whole.isCompletedExceptionally()).isTrue();
    }

    @Test
    void singleBytesShareBuffers() {
        ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        EngineLoop loop = TestLoop.of(new TestRouter(), tasks::add);
        runAll(tasks);
        RequestStream slow = stream(loop);
        Pieces pieces = new Pieces();
        slow.publisher().subscribe(pieces);
        runAll(tasks);
        StringBuilder sent = new StringBuilder();
        long begun = System.nanoTime();
        for (int i = 0; i < 5000; i++) {
            char next = (char) ('a' + i % 26);
            sent.append(next);
            slow.received().append((byte) next);
            slow.arrived();
        }
        long pauses = (System.nanoTime() - begun) / RequestStream.PAUSE_NANOS;
        assertThat(pieces.count).isAtMost((int) pauses + 1);
        assertThat(tasks.size()).isAtMost(1);
        runAll(tasks);
        assertThat(pieces.content.toString()).isEqualTo(sent.toString());
        assertThat(pieces.count).isAtMost((int) pauses + 2);
    }

    @Test
    void passesOnFirstBytesAndPieceAtOnce() {
        ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        EngineLoop loop = TestLoop.of(new TestRouter(), tasks::add);
        runAll(tasks);
        RequestStream slow = stream(loop);
        Pieces pieces = new Pieces();
        slow.publisher().subscribe(pieces);
        runAll(tasks);
        slow.received().append((byte) 'a');
        slow.arrived();
        assertThat(pieces.content.length()).isEqualTo(1);
        slow.received().append(new byte[RequestStream.PIECE_BYTES]);
        slow.arrived();
        assertThat(pieces.content.length()).isEqualTo(1 + RequestStream.PIECE_BYTES);
        slow.received().append((byte) 'z');
        slow.arrived();
        slow.end();
        assertThat(pieces.content.toString()).endsWith("z");
    }

    private static void runAll(ArrayDeque<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Counts received buffers. */
    private static final class Pieces implements Flow.Subscriber<ByteBuf> {
        private final StringBuilder content = new StringBuilder();
        private int count;
        /** Stream to discard when a buffer arrives, or null. */
        private @Nullable RequestStream discarded;

        private boolean within;
        private boolean failedWithin;
        private @Nullable Throwable failure;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuf buffer) {
            count++;
            content.append(buffer.toString(ISO_8859_1));
            buffer.release();
            if (discarded != null) {
                within = true;
                discarded.discard();
                within = false;
            }
        }

        @Override
        public void onError(Throwable cause) {
            failedWithin = within;
            failure = cause;
        }

        @Override
        public void onComplete() {
            assertThat(failure).isNull();
            // The test checks the received buffers.
        }
    }
}
