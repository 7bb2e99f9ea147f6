package dev.interlock.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.FieldSection;
import dev.interlock.http.StreamEncoder;
import dev.interlock.http1.Chunks;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of a streamed body into the {@link Outbound}, in its content coding if it has one. The parts go out in
 * chunks (RFC 9112 section 7.1), or without chunks if the length was announced, or to a client of HTTP/1.0 until the
 * connection closes.
 */
final class PartWriter {
    private static final byte[] LINE_END = "\r\n".getBytes(US_ASCII);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
    private static final int HEX_DIGITS = Integer.BYTES * 2;

    /** Bytes that one task of the loop encodes: a few milliseconds, in which it serves no other connection. */
    static final int MOST_ENCODED = 64 * 1024;

    private final Outbound outbound;
    private final boolean chunked;
    private final @Nullable StreamEncoder encoder;
    private final byte[] sizeLine = new byte[HEX_DIGITS + LINE_END.length];
    /** Bytes that the task may still encode. */
    private int room;

    PartWriter(Outbound outbound, boolean chunked, @Nullable StreamEncoder encoder) {
        this.outbound = outbound;
        this.chunked = chunked;
        this.encoder = encoder;
    }

    /** Called when a task of the loop begins to {@link #write}. */
    void beginTask() {
        room = MOST_ENCODED;
    }

    /**
     * Puts a part, or as much of its beginning as the task may encode. Releases these bytes, even if this fails.
     *
     * @return false if bytes are left for a later task
     */
    boolean write(ByteBuf part) {
        int size = part.readableBytes();
        boolean whole = encoder == null || size <= room;
        if (whole) {
            room -= size;
            writeWhole(part);
        } else if (room > 0) {
            writeBeginning(part);
        }
        return whole;
    }

    private void writeBeginning(ByteBuf part) {
        boolean written = false;
        try {
            writeWhole(part.readRetainedSlice(room));
            room = 0;
            written = true;
        } finally {
            if (!written) {
                part.release();
            }
        }
    }

    /** Puts a part of any size. It is released when it is sent. */
    void writeWhole(ByteBuf part) {
        put(encoder == null ? part : encoder.encode(part));
    }

    /**
     * Puts the end of the body.
     *
     * @param trailers trailer fields; none if the body is not sent in chunks
     */
    void end(FieldSection trailers) {
        if (encoder != null) {
            put(encoder.end());
        }
        if (!trailers.isEmpty()) {
            ByteWriter last = new ByteWriter(LAST_CHUNK.length);
            Chunks.appendLast(last, trailers);
            outbound.append(last);
        } else if (chunked) {
            outbound.append(LAST_CHUNK);
        }
    }

    private void put(ByteBuf part) {
        int size = part.readableBytes();
        if (size == 0 || !chunked) {
            // A chunk of size zero would be the last one.
            outbound.append(part);
        } else {
            putSizeLine(size, part);
            outbound.append(part);
            outbound.append(LINE_END);
        }
    }

    /** Puts the line with the size before a part. Releases the part if that fails. */
    private void putSizeLine(int size, ByteBuf part) {
        boolean put = false;
        try {
            putSizeLine(size);
            put = true;
        } finally {
            if (!put) {
                part.release();
            }
        }
    }

    private void putSizeLine(int size) {
        int at = HEX_DIGITS;
        for (int rest = size; rest > 0; rest >>>= 4) {
            sizeLine[--at] = HEX[rest & 0xf];
        }
        System.arraycopy(LINE_END, 0, sizeLine, HEX_DIGITS, LINE_END.length);
        outbound.append(sizeLine, at, sizeLine.length);
    }

    /** Frees the encoder, at the end or before. */
    void close() {
        if (encoder != null) {
            encoder.close();
        }
    }
}
