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
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A body that is decoded while it arrives, no further than its reader asks for. */
final class DecodedBody implements StreamedBody {
    private final StreamedBody coded;
    private final Coding coding;
    private final Growth growth;
    private final Decompression.Decoded owner;

    /** @param owner pays for the decoder, and closes it when the request is over */
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
        return subscriber -> source.subscribe(new DecodedParts(inflater, subscriber));
    }

    @Override
    public InputStream inputStream() {
        return new DecodedInput(coded.inputStream(), inflater());
    }

    private Inflater inflater() {
        owner.payForDecoder();
        Inflater inflater = new Inflater(new BodyInflater(coding, growth));
        owner.closeLater(inflater);
        return inflater;
    }

    /** A decoder that one thread uses and another one may close; it is closed once. */
    static final class Inflater implements AutoCloseable {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable BodyInflater inflater;

        Inflater(BodyInflater inflater) {
            this.inflater = inflater;
        }

        /** Adds coded bytes, which are released; returns false if the decoder is closed. */
        boolean add(ByteBuf bytes) {
            lock.lock();
            try {
                BodyInflater open = inflater;
                if (open == null) {
                    bytes.release();
                    return false;
                }
                open.add(bytes);
                return true;
            } finally {
                lock.unlock();
            }
        }

        /** The next decoded bytes, which belong to the caller; null if it needs more coded bytes, or is closed. */
        @Nullable
        ByteBuf next() {
            lock.lock();
            try {
                return inflater == null ? null : gathered(inflater);
            } finally {
                lock.unlock();
            }
        }

        /** Small parts as one, so that a reader need not take each by itself. */
        private static @Nullable ByteBuf gathered(BodyInflater open) {
            List<ByteBuf> parts = new ArrayList<>();
            int bytes = 0;
            try {
                for (ByteBuf part = open.next(); part != null; part = bytes < Coding.PART_BYTES ? open.next() : null) {
                    parts.add(part);
                    bytes += part.readableBytes();
                }
            } catch (RuntimeException e) {
                parts.forEach(ByteBuf::release);
                throw e;
            }
            return switch (parts.size()) {
                case 0 -> null;
                case 1 -> parts.get(0);
                default -> Unpooled.wrappedBuffer(parts.size(), parts.toArray(ByteBuf[]::new));
            };
        }

        /** Notes that there are no more bytes to add; returns false if the decoder is closed. */
        boolean end() {
            lock.lock();
            try {
                if (inflater == null) {
                    return false;
                }
                inflater.end();
                return true;
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

    /** Decodes when it is read. */
    private static final class DecodedInput extends InputStream {
        private static final int CHUNK_BYTES = 8192;

        private final InputStream source;
        private final Inflater inflater;
        private final byte[] chunk = new byte[CHUNK_BYTES];
        private ByteBuf decoded = Unpooled.EMPTY_BUFFER;
        /** Whether the source has no more bytes. */
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
            if (!decoded.isReadable() && !decodeMore()) {
                return -1;
            }
            int count = Math.min(length, decoded.readableBytes());
            decoded.readBytes(into, offset, count);
            return count;
        }

        /** Decodes the next part; returns false at the end of the body. */
        private boolean decodeMore() throws IOException {
            decoded.release();
            decoded = Unpooled.EMPTY_BUFFER;
            ByteBuf next = inflater.next();
            while (next == null && !ended) {
                addMore();
                next = inflater.next();
            }
            if (next == null) {
                return false;
            }
            decoded = next;
            return true;
        }

        private void addMore() throws IOException {
            int count = source.read(chunk);
            ended = count < 0;
            boolean open = ended ? inflater.end() : inflater.add(Unpooled.copiedBuffer(chunk, 0, count));
            if (!open) {
                throw new IOException("The stream is closed");
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
