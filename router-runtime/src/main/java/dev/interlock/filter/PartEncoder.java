package dev.interlock.filter;

import dev.interlock.internal.message.StreamEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a stream in a content coding. The client can decode each part as soon as it arrives, so events are not
 * delayed. An encoder counts towards the limit from its creation on. It takes memory only from the first part on, so a
 * stream that sends nothing takes none.
 */
final class PartEncoder implements StreamEncoder {
    private final BodyEncoder encoder;
    private final EncoderLimit limit;
    private final Sink sink = new Sink();
    private @Nullable OutputStream encoded;
    private boolean closed;

    /** @param limit limit that counts this encoder until the encoder is closed */
    PartEncoder(BodyEncoder encoder, EncoderLimit limit) {
        this.encoder = encoder;
        this.limit = limit;
    }

    /** Stream to which the encoder writes. It fills one buffer after the other. */
    private static final class Sink extends OutputStream {
        private @Nullable ByteBuf buffer;

        private ByteBuf buffer() {
            ByteBuf current = buffer;
            if (current == null) {
                current = PooledByteBufAllocator.DEFAULT.directBuffer();
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

        /** Returns the bytes written since the last call. The buffer belongs to the caller. */
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

    @Override
    public ByteBuf encode(ByteBuf part) {
        try {
            OutputStream into = open();
            part.readBytes(into, part.readableBytes());
            into.flush();
            return sink.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            part.release();
        }
    }

    @Override
    public ByteBuf end() {
        try {
            OutputStream last = open();
            encoded = null;
            last.close();
            return sink.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close();
        }
    }

    private OutputStream open() throws IOException {
        if (closed) {
            throw new IllegalStateException("The stream is over");
        }
        OutputStream current = encoded == null ? encoder.encode(sink) : encoded;
        encoded = current;
        return current;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        limit.release();
        OutputStream open = encoded;
        encoded = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException | RuntimeException e) {
            // A failure is harmless here: the bytes that close() writes are discarded.
        } finally {
            sink.release();
        }
    }
}
