package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http.CodedSubscription;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** What becomes of the signals of both sides, and that nothing is held when they are over. */
final class EncodedStreamTest {
    private final GzipEncoder encoder = new GzipEncoder(5, 1);
    private final List<String> signals = new ArrayList<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    // Set when it is subscribed to.
    private Flow.Subscriber<? super ByteBuf> source = new Target();
    private Flow.Subscription subscription = new Upstream();

    private final class Upstream implements Flow.Subscription {
        @Override
        public void request(long count) {
            signals.add("request " + count);
        }

        @Override
        public void cancel() {
            signals.add("cancel");
        }
    }

    private final class Target implements Flow.Subscriber<ByteBuf> {
        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
        }

        @Override
        public void onNext(ByteBuf buffer) {
            signals.add("next");
            try {
                buffer.readBytes(received, buffer.readableBytes());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            buffer.release();
        }

        @Override
        public void onError(Throwable failure) {
            signals.add("error " + failure.getMessage());
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }
    }

    private void subscribe(BodyEncoder by) {
        new EncodedStream(
                        subscriber -> {
                            source = subscriber;
                            subscriber.onSubscribe(new Upstream());
                        },
                        by)
                .subscribe(new Target());
    }

    private static ByteBuf buffer(String text) {
        return PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(text.getBytes(UTF_8));
    }

    @Test
    void nothingIsHeldBeforeItIsSubscribedTo() {
        assertThat(encoder.isBusy()).isFalse();
        subscribe(encoder);
        assertThat(encoder.isBusy()).isTrue();
        subscription.cancel();
        assertThat(encoder.open()).isEqualTo(0);
    }

    @Test
    void theEndIsHandedOnWhenSomebodyAsksForIt() {
        subscribe(encoder);
        subscription.request(1);
        source.onNext(buffer("one"));
        source.onComplete();
        assertThat(signals).containsExactly("request 1", "next").inOrder();
        subscription.request(1);
        assertThat(signals)
                .containsExactly("request 1", "next", "next", "complete")
                .inOrder();
        assertThat(new String(Codings.decode("gzip", received.toByteArray()), UTF_8))
                .isEqualTo("one");
        assertThat(encoder.open()).isEqualTo(0);
    }

    @Test
    void theEndIsHandedOnAtOnceWhereItWasAskedFor() {
        subscribe(encoder);
        subscription.request(Long.MAX_VALUE);
        subscription.request(Long.MAX_VALUE);
        source.onNext(buffer("one "));
        source.onNext(buffer("two"));
        source.onComplete();
        assertThat(signals).contains("complete");
        assertThat(new String(Codings.decode("gzip", received.toByteArray()), UTF_8))
                .isEqualTo("one two");
    }

    @Test
    void anEndThatNobodyAsksForIsReleased() {
        subscribe(encoder);
        source.onComplete();
        subscription.cancel();
        assertThat(signals).isEmpty();
        assertThat(encoder.open()).isEqualTo(0);
    }

    @Test
    void whatIsPublishedAfterItWasCancelledIsReleased() {
        subscribe(encoder);
        subscription.request(2);
        source.onNext(buffer("one"));
        subscription.cancel();
        subscription.cancel();
        ByteBuf late = buffer("late");
        source.onNext(late);
        source.onComplete();
        assertThat(late.refCnt()).isEqualTo(0);
        assertThat(signals).containsExactly("request 2", "next", "cancel").inOrder();
        assertThat(encoder.open()).isEqualTo(0);
    }

    @Test
    void whatIsSentBetweenElementsIsEncodedAsWell() throws IOException {
        subscribe(encoder);
        subscription.request(2);
        CodedSubscription coded = (CodedSubscription) subscription;
        source.onNext(buffer("one "));
        received.write(coded.encode("beat ".getBytes(UTF_8)));
        source.onNext(buffer("two"));
        received.write(coded.end());
        assertThat(new String(Codings.decode("gzip", received.toByteArray()), UTF_8))
                .isEqualTo("one beat two");
        assertThat(encoder.open()).isEqualTo(0);
        assertThat(coded.encode("late".getBytes(UTF_8))).isEmpty();
        assertThat(coded.end()).isEmpty();
    }

    @Test
    void aFailureIsHandedOn() {
        subscribe(encoder);
        source.onError(new IOException("broken"));
        assertThat(signals).containsExactly("error broken");
        assertThat(encoder.open()).isEqualTo(0);
    }

    @Test
    void anEncoderThatFailsEndsTheStream() {
        subscribe(failing(0));
        assertThat(signals).containsExactly("cancel", "error full").inOrder();
        signals.clear();
        subscribe(failing(1));
        subscription.request(1);
        ByteBuf buffer = buffer("one");
        source.onNext(buffer);
        assertThat(buffer.refCnt()).isEqualTo(0);
        assertThat(signals).containsExactly("request 1", "cancel", "error full").inOrder();
        source.onComplete();
        assertThat(signals).hasSize(3);
    }

    /** An encoder that works so many times. */
    private static BodyEncoder failing(int calls) {
        return new BodyEncoder() {
            private int left = calls;

            @Override
            public String coding() {
                return "test";
            }

            @Override
            public boolean isBusy() {
                return false;
            }

            @Override
            public OutputStream encode(OutputStream into) throws IOException {
                work();
                return new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        into.write(octet);
                        work();
                    }
                };
            }

            private void work() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("full");
                }
            }
        };
    }
}
