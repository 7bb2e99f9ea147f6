package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.StreamedBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A streamed body is decoded no further than its reader asks. */
final class DecodedPartsTest {
    private static final byte[] CONTENT = new byte[3_000_000];
    private static final int MOST_PART = 2 * Coding.PART_BYTES;

    private final Source source = new Source(Codings.encode("gzip", CONTENT));
    private final Reader reader = new Reader();

    /** Publishes all of a coded body in one buffer. */
    private static final class Source implements StreamedBody, Flow.Subscription {
        private final ByteBuf coded;
        private Flow.@Nullable Subscriber<? super ByteBuf> target;
        private int requests;
        private boolean cancelled;

        Source(byte[] coded) {
            this.coded = Unpooled.wrappedBuffer(coded);
        }

        @Override
        public Flow.Publisher<ByteBuf> publisher() {
            return subscriber -> {
                target = subscriber;
                subscriber.onSubscribe(this);
            };
        }

        @Override
        public InputStream inputStream() {
            return new ByteArrayInputStream(coded.array());
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

    /** Gathers what it asks for. */
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
        new DecodedBody(source, Coding.GZIP, new Growth(CONTENT.length, CONTENT.length), new Decompression.Decoded())
                .publisher()
                .subscribe(reader);
    }

    @Test
    void handsOnOnePartForEachRequest() {
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
    void handsOnWhatIsAskedForWithinASignal() {
        reader.askedWithin = Integer.MAX_VALUE;
        subscribe();
        reader.ask(1);
        assertThat(reader.complete).isTrue();
        assertThat(reader.content.toByteArray()).isEqualTo(CONTENT);
    }

    @Test
    void aCancelledReaderGetsNoMore() {
        subscribe();
        reader.ask(1);
        reader.cancel();
        reader.ask(10);
        assertThat(reader.parts).isEqualTo(1);
        assertThat(source.cancelled).isTrue();
        assertThat(source.coded.refCnt()).isEqualTo(0);
    }

    @Test
    void aFailureOfTheBodyNeedsNoRequest() {
        subscribe();
        IllegalStateException failure = new IllegalStateException("broken off");
        source.fail(failure);
        assertThat(reader.failure).isSameInstanceAs(failure);
        assertThat(reader.complete).isFalse();
    }
}
