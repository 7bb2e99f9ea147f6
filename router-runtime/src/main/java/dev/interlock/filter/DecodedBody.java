package dev.interlock.filter;

import dev.interlock.http.StreamedBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Body that is decoded while it arrives, only as fast as the reader requests it. It is closed at the end of the
 * request.
 */
final class DecodedBody implements StreamedBody, AutoCloseable {
    private final StreamedBody coded;
    private final Coding coding;
    private final DecodedSizeLimit sizeLimit;
    private final Decompression.Decoded owner;
    /**
     * Lock that is held while a decoder is created and while the request ends. So no decoder is created after the end.
     */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Inflater made;
    private boolean closed;

    /** @param owner object that charges the memory budget for the decoder */
    DecodedBody(StreamedBody coded, Coding coding, DecodedSizeLimit sizeLimit, Decompression.Decoded owner) {
        this.coded = coded;
        this.coding = coding;
        this.sizeLimit = sizeLimit;
        this.owner = owner;
    }

    @Override
    public Flow.Publisher<ByteBuf> publisher() {
        Flow.Publisher<ByteBuf> source = coded.publisher();
        AtomicReference<@Nullable Inflater> first = new AtomicReference<>(inflater());
        return subscriber -> {
            Inflater own = first.getAndSet(null);
            // The source rejects a second subscriber. The rejection must not close the decoder of the first one.
            source.subscribe(new DecodedParts(own == null ? new Inflater(null) : own, subscriber));
        };
    }

    @Override
    public InputStream inputStream() {
        return new DecodedInput(coded.inputStream(), inflater());
    }

    /**
     * Creates the decoder. Called at most once, because the caller has taken the coded body before, which is possible
     * only once.
     */
    private Inflater inflater() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException(
                        "The response is complete, and its request body was released. Tip: read the body before the handler returns,"
                                + " or return the CompletionStage that reads it");
            }
            owner.payForDecoder();
            Inflater inflater = new Inflater(new BodyInflater(coding, sizeLimit));
            made = inflater;
            return inflater;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        Inflater last;
        lock.lock();
        try {
            closed = true;
            last = made;
            made = null;
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.close();
        }
    }

    /** A decoder that one thread uses and another thread may close. */
    static final class Inflater implements AutoCloseable {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable BodyInflater inflater;

        /** @param inflater decoder; null if it is closed */
        Inflater(@Nullable BodyInflater inflater) {
            this.inflater = inflater;
        }

        /**
         * Adds coded bytes, and releases the buffer.
         *
         * @throws IOException if the decoder is closed
         */
        void add(ByteBuf bytes) throws IOException {
            lock.lock();
            try {
                if (inflater == null) {
                    bytes.release();
                }
                open().add(bytes);
            } finally {
                lock.unlock();
            }
        }

        /**
         * Returns the next decoded bytes, which belong to the caller. Returns null at the end of the body, or if more
         * coded bytes must be added first.
         *
         * @throws IOException if the decoder is closed
         */
        @Nullable
        ByteBuf next() throws IOException {
            lock.lock();
            try {
                return gathered(open());
            } finally {
                lock.unlock();
            }
        }

        private BodyInflater open() throws IOException {
            BodyInflater open = inflater;
            if (open == null) {
                throw new IOException("The request was answered before its body was read completely");
            }
            return open;
        }

        /** Gathers small parts in one buffer, so that a reader does not handle each separately. */
        private static @Nullable ByteBuf gathered(BodyInflater open) {
            List<ByteBuf> parts = new ArrayList<>();
            int bytes = 0;
            try {
                for (ByteBuf part = open.next(); part != null; part = bytes < Coding.PART_BYTES ? open.next() : null) {
                    parts.add(part);
                    bytes += part.readableBytes();
                }
            } catch (RuntimeException | Error e) {
                parts.forEach(ByteBuf::release);
                throw e;
            }
            return switch (parts.size()) {
                case 0 -> null;
                case 1 -> parts.get(0);
                default -> Unpooled.wrappedBuffer(parts.size(), parts.toArray(ByteBuf[]::new));
            };
        }

        /**
         * Marks the coded body as complete.
         *
         * @throws IOException if the decoder is closed
         */
        void end() throws IOException {
            lock.lock();
            try {
                open().end();
            } finally {
                lock.unlock();
            }
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

    /** Stream that decodes the body while it is read. */
    private static final class DecodedInput extends InputStream {
        private static final int CHUNK_BYTES = 8192;

        private final InputStream source;
        private final Inflater inflater;
        private final byte[] chunk = new byte[CHUNK_BYTES];
        private ByteBuf decoded = Unpooled.EMPTY_BUFFER;
        /** Whether the source has no more bytes. */
        private boolean ended;
        /** Whether the whole body was decoded. */
        private boolean complete;

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
            if (!decoded.isReadable() && !decodeMore()) {
                return -1;
            }
            int count = Math.min(length, decoded.readableBytes());
            decoded.readBytes(into, offset, count);
            return count;
        }

        /** Decodes the next part; returns false at the end of the body. */
        private boolean decodeMore() throws IOException {
            if (complete) {
                return false;
            }
            decoded.release();
            decoded = Unpooled.EMPTY_BUFFER;
            ByteBuf next = inflater.next();
            while (next == null && !ended) {
                addMore();
                next = inflater.next();
            }
            if (next == null) {
                complete = true;
                return false;
            }
            decoded = next;
            return true;
        }

        private void addMore() throws IOException {
            int count = source.read(chunk);
            ended = count < 0;
            if (ended) {
                inflater.end();
            } else {
                inflater.add(Unpooled.copiedBuffer(chunk, 0, count));
            }
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
