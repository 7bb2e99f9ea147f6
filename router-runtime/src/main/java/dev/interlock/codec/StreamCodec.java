package dev.interlock.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Bodies that are read while they arrive, and written while they are produced. */
public final class StreamCodec {
    /** Media types that are read. */
    public static final List<String> MEDIA_TYPES = List.of("*/*");

    /** Media types of streams of bytes that are written. */
    public static final List<String> PRODUCES = List.of("application/octet-stream");

    /** Media types of streams of text that are written. */
    public static final List<String> TEXT = List.of("text/plain;charset=utf-8");

    private static final FieldLine BINARY_TYPE = FieldLine.of(HttpHeader.CONTENT_TYPE, "application/octet-stream");
    private static final FieldLine TEXT_TYPE = FieldLine.of(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");

    private StreamCodec() {}

    /** Returns the body as buffers. It has one subscriber, which releases them. */
    public static Flow.Publisher<ByteBuf> readPublisher(Request request) {
        return request.streamedBody().publisher();
    }

    /** Returns the body as a blocking stream. Read it where a thread may block. */
    public static InputStream readInputStream(Request request) {
        return request.streamedBody().inputStream();
    }

    /**
     * Streams buffers, as {@code application/octet-stream} unless the handler set another type. Each buffer is released
     * once it is sent.
     */
    public static void buffers(Response response, Flow.Publisher<? extends ByteBuf> body) {
        response.defaultContentType(BINARY_TYPE).stream(body);
    }

    /**
     * Streams arrays, as {@code application/octet-stream} unless the handler set another type. The arrays must not
     * change after they are published.
     */
    public static void bytes(Response response, Flow.Publisher<byte[]> body) {
        response.defaultContentType(BINARY_TYPE).stream(map(body, Unpooled::wrappedBuffer));
    }

    /**
     * Streams text, as {@code text/plain;charset=utf-8} unless the handler set another type. An element must not end
     * between the two surrogates of a character.
     */
    public static void text(Response response, Flow.Publisher<? extends CharSequence> body) {
        response.defaultContentType(TEXT_TYPE).stream(map(body, StreamCodec::encode));
    }

    private static ByteBuf encode(CharSequence text) {
        return Unpooled.wrappedBuffer(text.toString().getBytes(UTF_8));
    }

    /** Encodes each element of a publisher as a buffer. If the encoding fails, the stream fails. */
    public static <T> Flow.Publisher<ByteBuf> map(
            Flow.Publisher<? extends T> source, Function<? super T, ByteBuf> encoding) {
        return subscriber -> source.subscribe(new Mapping<T>(subscriber, encoding));
    }

    /**
     * Passes on all signals, with elements encoded as buffers. If an element cannot be encoded, the stream ends with a
     * failure.
     */
    private static final class Mapping<T> implements Flow.Subscriber<T> {
        private final Flow.Subscriber<? super ByteBuf> target;
        private final Function<? super T, ByteBuf> encoding;
        private Flow.@Nullable Subscription subscription;
        private boolean failed;

        Mapping(Flow.Subscriber<? super ByteBuf> target, Function<? super T, ByteBuf> encoding) {
            this.target = target;
            this.encoding = encoding;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            target.onSubscribe(newSubscription);
        }

        @Override
        public void onNext(T item) {
            if (failed) {
                return;
            }
            ByteBuf encoded;
            try {
                encoded = encoding.apply(item);
            } catch (RuntimeException e) {
                // An exception thrown here would at most end the publisher, and nothing would end the response.
                fail(e);
                return;
            }
            target.onNext(encoded);
        }

        private void fail(RuntimeException cause) {
            failed = true;
            if (subscription != null) {
                subscription.cancel();
            }
            target.onError(cause);
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
                target.onComplete();
            }
        }
    }
}
