package dev.interlock.filter;

import dev.interlock.http.CodedSubscription;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A published body in a content coding: each buffer becomes one that can be decoded as soon as it is there, so that events
 * arrive when they happen. Holds nothing before it is subscribed to, and nothing after its end, whoever ends it.
 */
final class EncodedStream implements Flow.Publisher<ByteBuf> {
    private static final byte[] NOTHING = {};

    private final Flow.Publisher<? extends ByteBuf> source;
    private final BodyEncoder encoder;

    EncodedStream(Flow.Publisher<? extends ByteBuf> source, BodyEncoder encoder) {
        this.source = source;
        this.encoder = encoder;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
        source.subscribe(new Encoding(encoder, subscriber));
    }

    /** Where the encoder writes: one buffer after the other. */
    private static final class Sink extends OutputStream {
        private static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

        private @Nullable ByteBuf buffer;

        private ByteBuf buffer() {
            ByteBuf current = buffer;
            if (current == null) {
                current = ALLOCATOR.directBuffer();
                buffer = current;
            }
            return current;
        }

        @Override
        public void write(int octet) {
            buffer().writeByte(octet);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            buffer().writeBytes(bytes, from, length);
        }

        /** What was written since the last time, which belongs to the caller. */
        ByteBuf take() {
            ByteBuf taken = buffer();
            buffer = null;
            return taken;
        }

        void release() {
            ByteBuf left = buffer;
            if (left != null) {
                buffer = null;
                left.release();
            }
        }
    }

    /**
     * One subscription. The source calls from one thread at a time, and the subscriber may cancel from another: what the
     * encoder holds is used under the lock.
     */
    private static final class Encoding implements Flow.Subscriber<ByteBuf>, CodedSubscription {
        private final BodyEncoder encoder;
        private final Flow.Subscriber<? super ByteBuf> target;
        private final ReentrantLock lock = new ReentrantLock();
        private final Sink sink = new Sink();

        // Null before the source has begun, and after the end.
        private Flow.@Nullable Subscription source;
        private @Nullable OutputStream encoded;

        private long demand;
        /** What the encoder wrote at its end, for which nobody has asked yet. */
        private @Nullable ByteBuf last;

        Encoding(BodyEncoder encoder, Flow.Subscriber<? super ByteBuf> target) {
            this.encoder = encoder;
            this.target = target;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            Throwable failure = null;
            try {
                begin(subscription);
            } catch (IOException | RuntimeException | Error e) {
                subscription.cancel();
                failure = e;
            }
            target.onSubscribe(this);
            if (failure != null) {
                target.onError(failure);
            }
        }

        private void begin(Flow.Subscription subscription) throws IOException {
            lock.lock();
            try {
                encoded = encoder.encode(sink);
                source = subscription;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void request(long count) {
            Flow.Subscription from;
            ByteBuf rest = null;
            lock.lock();
            try {
                from = source;
                demand = demand + count < 0 ? Long.MAX_VALUE : demand + Math.max(0, count);
                if (count > 0) {
                    rest = last;
                    last = null;
                }
            } finally {
                lock.unlock();
            }
            if (rest != null) {
                target.onNext(rest);
                target.onComplete();
            } else if (from != null) {
                from.request(count);
            }
        }

        @Override
        public void cancel() {
            Flow.Subscription from;
            lock.lock();
            try {
                from = source;
                giveBack();
            } finally {
                lock.unlock();
            }
            if (from != null) {
                from.cancel();
            }
        }

        @Override
        public void onNext(ByteBuf buffer) {
            ByteBuf done;
            try {
                done = encode(buffer);
            } catch (IOException | RuntimeException | Error e) {
                cancel();
                target.onError(e);
                return;
            } finally {
                buffer.release();
            }
            if (done != null) {
                target.onNext(done);
            }
        }

        private @Nullable ByteBuf encode(ByteBuf buffer) throws IOException {
            lock.lock();
            try {
                OutputStream into = encoded;
                if (into == null) {
                    return null;
                }
                demand--;
                buffer.readBytes(into, buffer.readableBytes());
                into.flush();
                return sink.take();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public byte[] encode(byte[] bytes) {
            lock.lock();
            try {
                OutputStream into = encoded;
                if (into == null) {
                    return NOTHING;
                }
                into.write(bytes);
                into.flush();
                return takeBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public byte[] end() {
            lock.lock();
            try {
                OutputStream into = encoded;
                if (into == null) {
                    return NOTHING;
                }
                encoded = null;
                into.close();
                return takeBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                lock.unlock();
            }
        }

        private byte[] takeBytes() {
            ByteBuf taken = sink.take();
            try {
                return ByteBufUtil.getBytes(taken);
            } finally {
                taken.release();
            }
        }

        @Override
        public void onError(Throwable failure) {
            lock.lock();
            try {
                giveBack();
            } finally {
                lock.unlock();
            }
            target.onError(failure);
        }

        @Override
        public void onComplete() {
            ByteBuf rest;
            try {
                rest = finish();
            } catch (IOException | RuntimeException | Error e) {
                onError(e);
                return;
            }
            if (rest != null) {
                target.onNext(rest);
                target.onComplete();
            }
        }

        /** What the encoder writes at its end, if somebody has asked for it; it is kept for the next one who does. */
        private @Nullable ByteBuf finish() throws IOException {
            lock.lock();
            try {
                OutputStream into = encoded;
                if (into == null) {
                    return null;
                }
                encoded = null;
                into.close();
                source = null;
                ByteBuf rest = sink.take();
                if (demand > 0) {
                    return rest;
                }
                last = rest;
                return null;
            } finally {
                lock.unlock();
            }
        }

        /** Gives back what is held; to be called under the lock. */
        private void giveBack() {
            source = null;
            OutputStream open = encoded;
            encoded = null;
            try {
                if (open != null) {
                    open.close();
                }
            } catch (IOException | RuntimeException e) {
                // Nobody reads what it might have written.
            } finally {
                sink.release();
                ByteBuf unread = last;
                last = null;
                if (unread != null) {
                    unread.release();
                }
            }
        }
    }
}
