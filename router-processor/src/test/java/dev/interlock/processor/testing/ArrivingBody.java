package dev.interlock.processor.testing;

import dev.interlock.http.StreamedBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.Flow;

/**
 * A complete body that a handler reads as if it were still arriving. It publishes buffers of one byte on the thread
 * that requests them.
 */
final class ArrivingBody implements StreamedBody {
    private final byte[] bytes;
    private boolean read;

    ArrivingBody(byte[] bytes) {
        this.bytes = bytes;
    }

    private void readOnce() {
        if (read) {
            throw new IllegalStateException("read twice");
        }
        read = true;
    }

    @Override
    public Flow.Publisher<ByteBuf> publisher() {
        readOnce();
        return subscriber -> subscriber.onSubscribe(new Pieces(subscriber));
    }

    @Override
    public InputStream inputStream() {
        readOnce();
        return new ByteArrayInputStream(bytes);
    }

    private final class Pieces implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuf> subscriber;
        private int sent;
        private long wanted;
        private boolean sending;
        private boolean ended;

        Pieces(Flow.Subscriber<? super ByteBuf> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            wanted += n;
            // A subscriber may call request() within its own methods. The running call then sends these buffers too.
            if (!sending) {
                sending = true;
                send();
                sending = false;
            }
        }

        private void send() {
            while (!ended && wanted > 0 && sent < bytes.length) {
                wanted--;
                subscriber.onNext(Unpooled.wrappedBuffer(bytes, sent++, 1));
            }
            if (!ended && sent == bytes.length) {
                ended = true;
                subscriber.onComplete();
            }
        }

        @Override
        public void cancel() {
            ended = true;
        }
    }
}
