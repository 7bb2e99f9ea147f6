package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.StreamEncoder;
import dev.interlock.server.PlainRouter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Encodes a stream in several tasks of the event loop, so that a large part does not hold up the loop. */
final class EncodedStreamTest {
    private static final int PIECE = PartWriter.MOST_ENCODED;
    private static final long LATE = Duration.ofHours(1).toNanos();

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Outbound outbound = new Outbound(UnpooledByteBufAllocator.DEFAULT);
    private final EngineLoop loop = TestLoop.of(new StreamRouter(), tasks::add);
    private final TestHost host = new TestHost(loop, outbound);
    private final Session session = TestLoop.session(loop, host);
    private final Encoder encoder = new Encoder();
    private Flow.@Nullable Subscriber<? super ByteBuf> subscriber;
    private boolean cancelled;

    /** Responds with an encoded stream. */
    private final class StreamRouter extends PlainRouter {
        StreamRouter() {
            super(
                    TrailingSlash.STRICT,
                    List.of(RouteInfo.of(0, "GET", "/stream", "test.Handlers.stream")
                            .execution(Execution.ASYNCHRONOUS)));
        }

        @Override
        public void handle(int route, Request request, Response response) {
            Flow.Publisher<ByteBuf> publisher = target -> {
                subscriber = target;
                target.onSubscribe(new Flow.Subscription() {
                    @Override
                    public void request(long count) {
                        // The test publishes the parts.
                    }

                    @Override
                    public void cancel() {
                        cancelled = true;
                    }
                });
            };
            EncodedResponse.of(response).stream(publisher, Duration.ofMillis(1), ":")
                    .encodeStream(encoder);
        }
    }

    /** Coding that puts each part in brackets, and counts the encoded bytes. */
    private static final class Encoder implements StreamEncoder {
        private int encoded;
        private boolean failing;
        private boolean unclosable;
        private boolean closed;

        @Override
        public ByteBuf encode(ByteBuf part) {
            try {
                if (failing) {
                    throw new IllegalStateException("no memory");
                }
                encoded += part.readableBytes();
                return Unpooled.copiedBuffer("[" + part.toString(US_ASCII) + "]", US_ASCII);
            } finally {
                part.release();
            }
        }

        @Override
        public ByteBuf end() {
            return Unpooled.copiedBuffer("$", US_ASCII);
        }

        @Override
        public void close() {
            if (unclosable) {
                throw new OutOfMemoryError("planted");
            }
            closed = true;
        }
    }

    private void begin() {
        host.inbound.append(Unpooled.copiedBuffer("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n", ISO_8859_1));
        while (session.step()) {
            // Runs until the client waits for the response.
        }
        runAll();
        TestLoop.text(outbound);
    }

    private Flow.Subscriber<? super ByteBuf> subscriber() {
        return Objects.requireNonNull(subscriber);
    }

    private ByteBuf publish(char of, int size) {
        ByteBuf part = Unpooled.copiedBuffer(String.valueOf(of).repeat(size), US_ASCII);
        subscriber().onNext(part);
        return part;
    }

    /** Runs one task, and returns the number of bytes that it has encoded. */
    private int run() {
        int before = encoder.encoded;
        tasks.remove().run();
        return encoder.encoded - before;
    }

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    /** Returns the bytes sent since the last call, without the framing of the chunks. */
    private String sent() {
        StringBuilder body = new StringBuilder();
        String[] lines = TestLoop.text(outbound).split("\r\n", -1);
        for (int i = 1; i < lines.length; i += 2) {
            body.append(lines[i]);
        }
        return body.toString();
    }

    @Test
    void taskEncodesNoMoreThanPieceOfLargePart() {
        begin();
        ByteBuf part = publish('a', 10 * PIECE + 1);
        for (int i = 0; i < 10; i++) {
            assertThat(run()).isEqualTo(PIECE);
            assertThat(sent()).isEqualTo("[" + "a".repeat(PIECE) + "]");
        }
        assertThat(run()).isEqualTo(1);
        assertThat(sent()).isEqualTo("[a]");
        assertThat(tasks).isEmpty();
        assertThat(part.refCnt()).isEqualTo(0);
    }

    @Test
    void smallPartsShareTaskUpToThatSize() {
        begin();
        publish('a', PIECE - 10);
        publish('b', 20);
        publish('c', 5);
        assertThat(run()).isEqualTo(PIECE);
        assertThat(run()).isEqualTo(15);
        assertThat(sent())
                .isEqualTo("[" + "a".repeat(PIECE - 10) + "][" + "b".repeat(10) + "][" + "b".repeat(10) + "][ccccc]");
    }

    @Test
    void signalsAfterLargePartKeepTheirOrder() {
        begin();
        publish('a', 2 * PIECE);
        run();
        publish('b', PIECE + 1);
        publish('c', 1);
        subscriber().onComplete();
        runAll();
        assertThat(sent().replace("][", "")).isEqualTo("[" + "a".repeat(2 * PIECE) + "b".repeat(PIECE + 1) + "c]$");
        assertThat(encoder.closed).isTrue();
        assertThat(session.waiting()).isEqualTo(Waiting.REQUEST);
    }

    @Test
    void endByServerSendsWholeLargePart() {
        begin();
        publish('a', 2 * PIECE + 1);
        run();
        session.drain();
        runAll();
        assertThat(sent().replace("][", "")).isEqualTo("[" + "a".repeat(2 * PIECE + 1) + "]$");
    }

    @Test
    void noHeartbeatComesBetweenPiecesOfPart() {
        begin();
        publish('a', 2 * PIECE);
        run();
        session.tick(System.nanoTime() + LATE);
        runAll();
        assertThat(sent()).isEqualTo("[" + "a".repeat(PIECE) + "][" + "a".repeat(PIECE) + "]");
        session.tick(System.nanoTime() + LATE);
        assertThat(sent()).isEqualTo("[:]");
    }

    @Test
    void clientThatLeavesWithinPartLeavesNothing() {
        begin();
        ByteBuf part = publish('a', 3 * PIECE);
        ByteBuf next = publish('b', 1);
        run();
        session.closed();
        runAll();
        assertThat(part.refCnt()).isEqualTo(0);
        assertThat(next.refCnt()).isEqualTo(0);
        assertThat(encoder.closed).isTrue();
        assertThat(encoder.encoded).isEqualTo(PIECE);
        outbound.release();
    }

    @Test
    void failedCloseOfEncoderFreesRest() {
        begin();
        publish('a', 1);
        runAll();
        encoder.unclosable = true;
        assertThrows(OutOfMemoryError.class, session::closed);
        assertThat(cancelled).isTrue();
        session.inputEnded();
        assertThat(host.closed).isEqualTo(0);
        assertThat(loop.context().service().inFlight().count()).isEqualTo(0);
        outbound.release();
    }

    @Test
    void encoderThatFailsWithinPartLeavesNothing() {
        begin();
        ByteBuf part = publish('a', 3 * PIECE);
        ByteBuf next = publish('b', 1);
        run();
        encoder.failing = true;
        runAll();
        assertThat(part.refCnt()).isEqualTo(0);
        assertThat(next.refCnt()).isEqualTo(0);
        assertThat(host.broken).isEqualTo(1);
        outbound.release();
    }
}
