package dev.interlock.internal.message;

import dev.interlock.bytes.Lease;
import dev.interlock.http.StreamedBody;
import dev.interlock.internal.form.LentInput;
import io.netty.buffer.ByteBuf;
import java.io.InputStream;
import java.util.concurrent.Flow;

/** Streamed body in strict mode. When the lease of the request ends, the body and its readers also end. */
final class LentBody implements StreamedBody {
    private final StreamedBody body;
    private final Lease lease;

    LentBody(StreamedBody body, Lease lease) {
        this.body = body;
        this.lease = lease;
    }

    @Override
    public Flow.Publisher<ByteBuf> publisher() {
        checkLive(this);
        return lease.handOut(new LentPublisher(body.publisher()));
    }

    @Override
    public InputStream inputStream() {
        checkLive(this);
        return lease.handOut(new LentInput(body.inputStream(), lease));
    }

    private void checkLive(Object used) {
        if (lease.isEnded()) {
            throw lease.late(used);
        }
    }

    private final class LentPublisher implements Flow.Publisher<ByteBuf> {
        private final Flow.Publisher<ByteBuf> publisher;

        LentPublisher(Flow.Publisher<ByteBuf> publisher) {
            this.publisher = publisher;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
            checkLive(this);
            publisher.subscribe(subscriber);
        }
    }
}
