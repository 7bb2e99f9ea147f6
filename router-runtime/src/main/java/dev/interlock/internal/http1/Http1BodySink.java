package dev.interlock.internal.http1;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.internal.engine.BodySink;
import dev.interlock.internal.engine.Outbound;
import dev.interlock.internal.syntax.FieldSection;
import io.netty.buffer.ByteBuf;

/**
 * Sends the body of a streamed response in chunks (RFC 9112 section 7.1). A body of known length, and every body for a
 * client of HTTP/1.0, is sent without chunks.
 */
final class Http1BodySink implements BodySink {
    private static final int USUAL_LINES = 32;

    private final Outbound outbound;
    private final byte[] head;
    private final boolean chunked;
    /** Buffer for the lines before and after a chunk. It is empty between uses. */
    private final ByteWriter lines = new ByteWriter(USUAL_LINES);

    /** @param head bytes of the response's head */
    Http1BodySink(Outbound outbound, byte[] head, boolean chunked) {
        this.outbound = outbound;
        this.head = head;
        this.chunked = chunked;
    }

    @Override
    public void begin() {
        outbound.append(head);
    }

    @Override
    public void append(ByteBuf part) {
        int size = part.readableBytes();
        if (size == 0 || !chunked) {
            // An empty part must not become a chunk, because an empty chunk would end the body.
            outbound.append(part);
        } else {
            appendSize(size, part);
            outbound.append(part);
            Chunks.appendEnd(lines);
            appendLines();
        }
    }

    /** Appends the line with the size before a part. Releases the part if that fails. */
    private void appendSize(int size, ByteBuf part) {
        boolean appended = false;
        try {
            Chunks.appendSize(lines, size);
            appendLines();
            appended = true;
        } finally {
            if (!appended) {
                part.release();
            }
        }
    }

    private void appendLines() {
        try {
            outbound.append(lines);
        } finally {
            lines.clear();
        }
    }

    @Override
    public void end(FieldSection trailers) {
        if (chunked) {
            Chunks.appendLast(lines, trailers);
            appendLines();
        }
    }

    @Override
    public long heldBytes() {
        return (long) head.length + lines.array().length;
    }

    @Override
    public long pendingBytes() {
        return outbound.length();
    }
}
