package dev.interlock.generated.codec;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.StreamedBody;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.message.RequestFixture;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamBodiesTest {
    private static final String BINARY = "content-type: application/octet-stream\r\n";

    private static final class WithoutText implements CharSequence {
        @Override
        public int length() {
            return 1;
        }

        @Override
        public char charAt(int index) {
            return 'x';
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return this;
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    /** Signals that a subscriber of the response's body has received. */
    private static final class Received implements Flow.Subscriber<ByteBuf> {
        private final List<String> elements = new ArrayList<>();
        private Flow.@Nullable Subscription subscription;
        private @Nullable Throwable failure;
        private boolean complete;

        static Received from(EncodedResponse response) {
            Content.Stream stream = (Content.Stream) Objects.requireNonNull(response.takeContent());
            Received received = new Received();
            stream.publisher().subscribe(received);
            return received;
        }

        void request(long n) {
            Objects.requireNonNull(subscription).request(n);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(ByteBuf buffer) {
            elements.add(buffer.toString(UTF_8));
            buffer.release();
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
        }

        @Override
        public void onComplete() {
            complete = true;
        }
    }

    @Test
    void streamsTextAsUtf8() {
        EncodedResponse response = new EncodedResponse();
        Results.streamText(response, Published.of(List.of("ä", "", "b\uD83D\uDE00")));
        assertThat(response.fields().toString()).isEqualTo("content-type: text/plain;charset=utf-8\r\n");
        assertThat(response.contentLength()).isEqualTo(Content.UNKNOWN);
        Received received = Received.from(response);
        received.request(10);
        assertThat(received.elements).containsExactly("ä", "", "b\uD83D\uDE00").inOrder();
        assertThat(received.complete).isTrue();
    }

    @Test
    void streamsAnyCharacters() {
        EncodedResponse response = new EncodedResponse();
        Results.streamText(response, Published.of(List.of(new StringBuilder("abc"))));
        Received received = Received.from(response);
        received.request(1);
        assertThat(received.elements).containsExactly("abc");
    }

    @Test
    void streamsArraysWithoutCopy() {
        EncodedResponse response = new EncodedResponse();
        byte[] array = {'a'};
        Results.streamBytes(response, Published.of(List.of(array)));
        assertThat(response.fields().toString()).isEqualTo(BINARY);
        array[0] = 'b';
        Received received = Received.from(response);
        received.request(1);
        assertThat(received.elements).containsExactly("b");
    }

    @Test
    void streamsBuffersWithoutCopy() {
        CompositeByteBuf buffer =
                Unpooled.compositeBuffer().addComponent(true, Unpooled.wrappedBuffer(new byte[] {'a'}));
        EncodedResponse response = new EncodedResponse();
        Results.streamBuffers(response, Published.of(List.of(buffer)));
        assertThat(response.fields().toString()).isEqualTo(BINARY);
        Received received = Received.from(response);
        received.request(1);
        assertThat(received.elements).containsExactly("a");
        assertThat(buffer.refCnt()).isEqualTo(0);
    }

    @Test
    void keepsTypeThatWasSet() {
        EncodedResponse response = new EncodedResponse().contentType("text/csv");
        Results.streamText(response, Published.of(List.of("a,b")));
        assertThat(response.fields().toString()).isEqualTo("content-type: text/csv\r\n");
    }

    @Test
    void forwardsDemandAndCancellation() {
        Published<String> source = Published.of(List.of("a", "b", "c"));
        EncodedResponse response = new EncodedResponse();
        Results.streamText(response, source);
        Received received = Received.from(response);
        assertThat(received.elements).isEmpty();
        received.request(2);
        assertThat(received.elements).containsExactly("a", "b").inOrder();
        assertThat(received.complete).isFalse();
        Objects.requireNonNull(received.subscription).cancel();
        assertThat(source.isCancelled()).isTrue();
    }

    @Test
    void forwardsFailures() {
        IllegalStateException failure = new IllegalStateException("the store has gone");
        EncodedResponse response = new EncodedResponse();
        Results.streamBytes(response, new Published<>(List.of(new byte[] {'a'}), failure));
        Received received = Received.from(response);
        received.request(2);
        assertThat(received.elements).containsExactly("a");
        assertThat(received.failure).isSameInstanceAs(failure);
        assertThat(received.complete).isFalse();
    }

    @Test
    void unencodableElementEndsStream() {
        EncodedResponse response = new EncodedResponse();
        CharSequence withoutText = new WithoutText();
        Published<CharSequence> published = Published.of(List.of("a", withoutText, "c"));
        Results.streamText(response, published);
        Received received = Received.from(response);
        received.request(10);
        assertThat(received.elements).containsExactly("a");
        assertThat(received.failure).hasMessageThat().isEqualTo("no text");
        assertThat(received.complete).isFalse();
        assertThat(published.isCancelled()).isTrue();
    }

    /** A body that tests compare only by identity. */
    private record Arriving(Flow.Publisher<ByteBuf> publisher, InputStream inputStream) implements StreamedBody {}

    @Test
    void readsBodyAsItArrives() {
        Arriving body = new Arriving(Published.of(List.of()), InputStream.nullInputStream());
        ReceivedRequest request = RequestFixture.request("POST", "/").begin();
        request.body(body);
        assertThat(Bodies.readPublisher(request)).isSameInstanceAs(body.publisher());
        assertThat(Bodies.readInputStream(request)).isSameInstanceAs(body.inputStream());
    }

    @Test
    void rejectsBufferedBody() {
        ReceivedRequest request =
                RequestFixture.request("POST", "/").body("abc").begin();
        assertThrows(IllegalStateException.class, () -> Bodies.readPublisher(request));
        assertThrows(IllegalStateException.class, () -> Bodies.readInputStream(request));
    }
}
