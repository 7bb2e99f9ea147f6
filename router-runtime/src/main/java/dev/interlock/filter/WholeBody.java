package dev.interlock.filter;

import dev.interlock.http.Response;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Encodes a complete body in a content coding. */
final class WholeBody {
    private static final int CHUNK_BYTES = 8192;

    private WholeBody() {}

    /**
     * Replaces the body of a response with the encoded body.
     *
     * @param always whether to replace it even if the encoded body is larger
     * @return false if the body is unchanged
     * @throws UncheckedIOException if a file cannot be read
     */
    static boolean encode(Response response, BodyEncoder encoder, boolean always) {
        // Half of the size is only the initial capacity. The buffer stays small enough: even random bytes grow only a
        // little when they are encoded.
        ByteBuf encoded = PooledByteBufAllocator.DEFAULT.directBuffer((int) response.contentLength() / 2 + CHUNK_BYTES);
        boolean kept = false;
        try {
            try (OutputStream into = encoder.encode(new ByteBufOutputStream(encoded))) {
                write(EncodedResponse.of(response), into);
            }
            kept = always || encoded.readableBytes() < response.contentLength();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!kept) {
                encoded.release();
            }
        }
        if (kept) {
            response.buffer(encoded);
        }
        return kept;
    }

    private static void write(EncodedResponse response, OutputStream into) throws IOException {
        @Nullable Content content = response.content();
        if (content instanceof Content.File file) {
            write(file.channel(), file.position(), file.length(), into);
        } else if (content instanceof Content.Buffer buffer) {
            ByteBuf bytes = buffer.bytes();
            bytes.getBytes(bytes.readerIndex(), into, bytes.readableBytes());
        } else {
            into.write(response.body().array(), 0, response.body().length());
            into.write(response.bytes(), response.bytesFrom(), response.bytesTo() - response.bytesFrom());
        }
    }

    private static void write(FileChannel file, long position, long length, OutputStream into) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        for (long at = position; at < position + length; ) {
            chunk.clear().limit((int) Math.min(CHUNK_BYTES, position + length - at));
            int count = file.read(chunk, at);
            if (count < 0) {
                throw new EOFException("A file has become shorter while it was read");
            }
            into.write(chunk.array(), 0, count);
            at += count;
        }
    }
}
