package dev.interlock.filter;

import dev.interlock.http.StreamEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Puts a stream in a content coding: each part becomes one that can be decoded as soon as it is there, so that events arrive
 * when they happen. Has its place from the beginning, and memory from the first part on: a stream of which nothing is sent
 * costs none.
 */
final class PartEncoder implements StreamEncoder {
    private final BodyEncoder encoder;
    private final Places places;
    private final Sink sink = new Sink();
    private @Nullable OutputStream encoded;
    private boolean closed;

    /** @param places among which this has one, and gives it back */
    PartEncoder(BodyEncoder encoder, Places places) {
        this.encoder = encoder;
        this.places = places;
    }

    /** Where the encoder writes: one buffer after the other. */
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
        places.giveBack();
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
        }
    }
}
