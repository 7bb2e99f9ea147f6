package dev.interlock.filter;

import dev.interlock.http.HttpException;
import dev.interlock.http.StreamedBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A body that is decoded while it arrives. */
final class DecodedBody implements StreamedBody {
    private final StreamedBody coded;
    private final Coding coding;
    private final Growth growth;
    private final Decompression.Decoded owner;

    /** @param owner closes what is open when the request is over */
    DecodedBody(StreamedBody coded, Coding coding, Growth growth, Decompression.Decoded owner) {
        this.coded = coded;
        this.coding = coding;
        this.growth = growth;
        this.owner = owner;
    }

    @Override
    public Flow.Publisher<ByteBuf> publisher() {
        Flow.Publisher<ByteBuf> source = coded.publisher();
        Inflater inflater = inflater();
        return subscriber -> source.subscribe(new Decoding(inflater, subscriber));
    }

    @Override
    public InputStream inputStream() {
        return new DecodedInput(coded.inputStream(), inflater());
    }

    private Inflater inflater() {
        Inflater inflater = new Inflater(new BodyInflater(coding, growth));
        owner.closeLater(inflater);
        return inflater;
    }

    /** A decoder that one thread uses and another one may close; it is closed once. */
    private static final class Inflater implements AutoCloseable {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable BodyInflater inflater;

        Inflater(BodyInflater inflater) {
            this.inflater = inflater;
        }

        /** All that the bytes decode to, which belongs to the caller; null if it is closed. Releases them. */
        @Nullable
        ByteBuf decode(ByteBuf bytes) {
            lock.lock();
            try {
                BodyInflater open = inflater;
                if (open == null) {
                    bytes.release();
                    return null;
                }
                open.add(bytes);
                return all(open);
            } finally {
                lock.unlock();
            }
        }

        /** What is left at the end of the body. */
        @Nullable
        ByteBuf end() {
            lock.lock();
            try {
                BodyInflater open = inflater;
                if (open == null) {
                    return null;
                }
                open.end();
                return all(open);
            } finally {
                lock.unlock();
            }
        }

        private static ByteBuf all(BodyInflater open) {
            List<ByteBuf> parts = new ArrayList<>();
            try {
                for (ByteBuf part = open.next(); part != null; part = open.next()) {
                    parts.add(part);
                }
            } catch (RuntimeException e) {
                parts.forEach(ByteBuf::release);
                throw e;
            }
            return parts.size() == 1
                    ? parts.get(0)
                    : Unpooled.wrappedBuffer(parts.size(), parts.toArray(ByteBuf[]::new));
        }

        @Override
        public void close() {
            lock.lock();
            try {
                BodyInflater open = inflater;
                inflater = null;
                if (open != null) {
                    open.close();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Hands on what each buffer decodes to as one, so that there are as many as were asked for, on the thread on which they arrive.
     */
    private static final class Decoding implements Flow.Subscriber<ByteBuf> {
        private final Inflater inflater;
        private final Flow.Subscriber<? super ByteBuf> target;
        private Flow.@Nullable Subscription source;
        private boolean over;

        Decoding(Inflater inflater, Flow.Subscriber<? super ByteBuf> target) {
            this.inflater = inflater;
            this.target = target;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            source = subscription;
            target.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuf buffer) {
            if (over) {
                buffer.release();
                return;
            }
            ByteBuf decoded;
            try {
                decoded = inflater.decode(buffer);
            } catch (HttpException e) {
                if (source != null) {
                    source.cancel();
                }
                fail(e);
                return;
            }
            handOn(decoded);
        }

        private void handOn(@Nullable ByteBuf decoded) {
            if (decoded == null) {
                return;
            }
            if (decoded.isReadable()) {
                target.onNext(decoded);
            } else {
                decoded.release();
                if (source != null) {
                    source.request(1);
                }
            }
        }

        private void fail(Throwable failure) {
            over = true;
            inflater.close();
            target.onError(failure);
        }

        @Override
        public void onError(Throwable failure) {
            if (!over) {
                fail(failure);
            }
        }

        @Override
        public void onComplete() {
            if (over) {
                return;
            }
            try {
                ByteBuf rest = inflater.end();
                if (rest != null && rest.isReadable()) {
                    target.onNext(rest);
                } else if (rest != null) {
                    rest.release();
                }
            } catch (HttpException e) {
                fail(e);
                return;
            }
            over = true;
            inflater.close();
            target.onComplete();
        }
    }

    /** Decodes when it is read. */
    private static final class DecodedInput extends InputStream {
        private static final int CHUNK_BYTES = 8192;

        private final InputStream source;
        private final Inflater inflater;
        private final byte[] chunk = new byte[CHUNK_BYTES];
        private ByteBuf decoded = Unpooled.EMPTY_BUFFER;
        private boolean ended;

        DecodedInput(InputStream source, Inflater inflater) {
            this.source = source;
            this.inflater = inflater;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, into.length);
            if (length == 0) {
                return 0;
            }
            while (!decoded.isReadable()) {
                if (ended) {
                    return -1;
                }
                decodeMore();
            }
            int count = Math.min(length, decoded.readableBytes());
            decoded.readBytes(into, offset, count);
            return count;
        }

        private void decodeMore() throws IOException {
            int count = source.read(chunk);
            ended = count < 0;
            ByteBuf next = ended ? inflater.end() : inflater.decode(Unpooled.copiedBuffer(chunk, 0, count));
            if (next == null) {
                throw new IOException("The stream is closed");
            }
            decoded.release();
            decoded = next;
        }

        @Override
        public int available() {
            return decoded.readableBytes();
        }

        @Override
        public void close() throws IOException {
            decoded.release();
            decoded = Unpooled.EMPTY_BUFFER;
            inflater.close();
            source.close();
        }
    }
}
