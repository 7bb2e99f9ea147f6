package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.HttpException;
import dev.interlock.http.StreamedBody;
import dev.interlock.internal.memory.MemoryMeter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A streamed body is decoded only as far as its reader requests. */
final class DecodedPartsTest {
    private static final byte[] CONTENT = new byte[3_000_000];
    private static final int MOST_PART = 2 * Coding.PART_BYTES;
    private static final String ENDED = "The request was answered before its body was read completely";

    private final Source source = new Source(Codings.encode("gzip", CONTENT));
    private final Reader reader = new Reader();
    private final Decompression.Decoded owner = new Decompression.Decoded();
    private final DecodedBody body =
            new DecodedBody(source, Coding.GZIP, new DecodedSizeLimit(CONTENT.length, CONTENT.length), owner);

    DecodedPartsTest() {
        owner.closeLater(body);
    }

    /** Publishes all of a coded body in one buffer, to one subscriber. */
    private static final class Source implements StreamedBody, Flow.Subscription {
        private final ByteBuf coded;
        private Flow.@Nullable Subscriber<? super ByteBuf> target;
        private int requests;
        private boolean cancelled;
        private boolean refusing;

        Source(byte[] coded) {
            this.coded = Unpooled.wrappedBuffer(coded);
        }

        @Override
        public Flow.Publisher<ByteBuf> publisher() {
            requireFree();
            return subscriber -> {
                if (target == null) {
                    target = subscriber;
                    subscriber.onSubscribe(this);
                } else {
                    subscriber.onError(new IllegalStateException("The body already has a subscriber"));
                }
            };
        }

        @Override
        public InputStream inputStream() {
            requireFree();
            return new ByteArrayInputStream(coded.array());
        }

        private void requireFree() {
            if (refusing) {
                throw new IllegalStateException("The body is read already");
            }
        }

        @Override
        public void request(long count) {
            assertThat(count).isEqualTo(1);
            requests++;
            Flow.Subscriber<? super ByteBuf> subscriber = target;
            if (subscriber != null && requests == 1) {
                subscriber.onNext(coded);
                subscriber.onComplete();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        void fail(Throwable cause) {
            Flow.Subscriber<? super ByteBuf> subscriber = target;
            if (subscriber != null) {
                subscriber.onError(cause);
            }
        }
    }

    /** Collects the parts that it requests. */
    private static final class Reader implements Flow.Subscriber<ByteBuf> {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private int parts;
        private int largest;
        private int askedWithin;
        private boolean complete;
        private @Nullable Throwable failure;
        private Flow.@Nullable Subscription subscription;

        void ask(long count) {
            Flow.Subscription current = subscription;
            if (current != null) {
                current.request(count);
            }
        }

        void cancel() {
            Flow.Subscription current = subscription;
            if (current != null) {
                current.cancel();
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
        }

        @Override
        public void onNext(ByteBuf part) {
            parts++;
            largest = Math.max(largest, part.readableBytes());
            byte[] bytes = new byte[part.readableBytes()];
            part.readBytes(bytes).release();
            content.writeBytes(bytes);
            if (askedWithin-- > 0) {
                ask(1);
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

    private void subscribe() {
        body.publisher().subscribe(reader);
    }

    @Test
    void emitsOnePartPerRequest() {
        subscribe();
        assertThat(source.requests).isEqualTo(0);
        reader.ask(1);
        assertThat(reader.parts).isEqualTo(1);
        reader.ask(2);
        assertThat(reader.parts).isEqualTo(3);
        assertThat(reader.complete).isFalse();
        reader.ask(Long.MAX_VALUE);
        assertThat(reader.complete).isTrue();
        assertThat(reader.largest).isAtMost(MOST_PART);
        assertThat(reader.content.toByteArray()).isEqualTo(CONTENT);
        assertThat(source.coded.refCnt()).isEqualTo(0);
    }

    @Test
    void handlesRequestWithinSignal() {
        reader.askedWithin = Integer.MAX_VALUE;
        subscribe();
        reader.ask(1);
        assertThat(reader.complete).isTrue();
        assertThat(reader.content.toByteArray()).isEqualTo(CONTENT);
    }

    @Test
    void cancelledReaderGetsNothing() {
        subscribe();
        reader.ask(1);
        reader.cancel();
        reader.ask(10);
        assertThat(reader.parts).isEqualTo(1);
        assertThat(source.cancelled).isTrue();
        assertThat(source.coded.refCnt()).isEqualTo(0);
    }

    @Test
    void bodyFailureNeedsNoRequest() {
        subscribe();
        IllegalStateException failure = new IllegalStateException("broken off");
        source.fail(failure);
        assertThat(reader.failure).isSameInstanceAs(failure);
        assertThat(reader.complete).isFalse();
    }

    /** The reader learns only after the last part whether the body is complete. */
    @Test
    void endOfRequestFailsReader() {
        subscribe();
        reader.ask(1);
        owner.endOfRequest(0);
        reader.ask(Long.MAX_VALUE);
        assertThat(reader.complete).isFalse();
        assertThat(reader.failure).isInstanceOf(IOException.class);
        assertThat(reader.failure).hasMessageThat().isEqualTo(ENDED);
        assertThat(source.cancelled).isTrue();
        assertThat(source.coded.refCnt()).isEqualTo(0);
    }

    @Test
    void endOfRequestFailsPartlyReadStream() throws IOException {
        for (int read = 0; read < CONTENT.length; read += CONTENT.length / 10) {
            Decompression.Decoded last = new Decompression.Decoded();
            DecodedBody broken =
                    new DecodedBody(source, Coding.GZIP, new DecodedSizeLimit(CONTENT.length, CONTENT.length), last);
            last.closeLater(broken);
            try (InputStream in = broken.inputStream()) {
                assertThat(in.readNBytes(read)).hasLength(read);
                last.endOfRequest(0);
                assertThat(assertThrows(IOException.class, in::readAllBytes))
                        .hasMessageThat()
                        .isEqualTo(ENDED);
            }
        }
    }

    @Test
    void completeStreamStaysAtEnd() throws IOException {
        try (InputStream in = body.inputStream()) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
            owner.endOfRequest(0);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void rejectedSubscriberLeavesFirstIntact() {
        Flow.Publisher<ByteBuf> publisher = body.publisher();
        publisher.subscribe(reader);
        reader.ask(1);
        Reader second = new Reader();
        publisher.subscribe(second);
        assertThat(second.failure).isInstanceOf(IllegalStateException.class);
        reader.ask(Long.MAX_VALUE);
        assertThat(reader.complete).isTrue();
        assertThat(reader.content.toByteArray()).isEqualTo(CONTENT);
    }

    @Test
    void rejectedBodyIsNotCharged() {
        Meter meter = new Meter();
        owner.meter(meter);
        source.refusing = true;
        assertThrows(IllegalStateException.class, body::publisher);
        assertThrows(IllegalStateException.class, body::inputStream);
        assertThat(meter.taken).isEqualTo(0);
        source.refusing = false;
        owner.endOfRequest(0);
        assertThrows(IllegalStateException.class, body::publisher);
        assertThrows(IllegalStateException.class, body::inputStream);
        assertThat(meter.taken).isEqualTo(0);
    }

    @Test
    void chargesDecoderUntilEndOfRequest() {
        Meter meter = new Meter();
        owner.meter(meter);
        subscribe();
        assertThat(meter.taken).isGreaterThan(0);
        owner.endOfRequest(0);
        assertThat(meter.taken).isEqualTo(0);
    }

    @Test
    void damageFailsReaderAndCancelsBody() {
        source.coded.setByte(source.coded.writerIndex() / 2, 0xff).setByte(source.coded.writerIndex() / 2 + 1, 0xff);
        subscribe();
        reader.ask(Long.MAX_VALUE);
        assertThat(reader.complete).isFalse();
        assertThat(reader.failure).isInstanceOf(HttpException.class);
        assertThat(source.cancelled).isTrue();
        assertThat(source.coded.refCnt()).isEqualTo(0);
    }

    /** Counts the bytes that were charged and not given back. */
    private static final class Meter implements MemoryMeter {
        private long taken;

        @Override
        public void take(long bytes) {
            taken += bytes;
        }

        @Override
        public void giveBack(long bytes) {
            taken -= bytes;
        }
    }
}
