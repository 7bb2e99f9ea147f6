package dev.interlock.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.Flow;

/** Publishes so many buffers of zeros, each made when it is asked for. */
record CountedBuffers(int count) implements Flow.Publisher<ByteBuf> {
    /** Bytes of each buffer. */
    static final int BYTES = 16 * 1024;

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
        subscriber.onSubscribe(new Counting(subscriber, count));
    }

    private static final class Counting implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuf> subscriber;
        private int left;
        private long wanted;
        private boolean publishing;

        Counting(Flow.Subscriber<? super ByteBuf> subscriber, int left) {
            this.subscriber = subscriber;
            this.left = left;
        }

        // A subscriber may ask for more while it is given something.
        @Override
        public void request(long more) {
            wanted += more;
            if (publishing) {
                return;
            }
            publishing = true;
            while (wanted > 0 && left > 0) {
                wanted--;
                left--;
                subscriber.onNext(ByteBufAllocator.DEFAULT.buffer(BYTES).writeZero(BYTES));
                if (left == 0) {
                    subscriber.onComplete();
                }
            }
            publishing = false;
        }

        @Override
        public void cancel() {
            left = 0;
        }
    }
}
