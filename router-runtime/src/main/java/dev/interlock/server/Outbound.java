package dev.interlock.server;

import dev.interlock.bytes.ByteWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** The responses that a connection has ready: gathered in one buffer, to leave in one write. */
final class Outbound {
    private static final int INITIAL_BYTES = 4096;

    private final ByteBufAllocator allocator;
    private @Nullable ByteBuf pending;

    Outbound(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    void append(byte[] bytes) {
        into(bytes.length).writeBytes(bytes);
    }

    void append(ByteWriter head, ByteWriter body) {
        into(Math.addExact(head.length(), body.length()))
                .writeBytes(head.array(), 0, head.length())
                .writeBytes(body.array(), 0, body.length());
    }

    void append(byte[] bytes, int from, int to) {
        into(to - from).writeBytes(bytes, from, to - from);
    }

    private ByteBuf into(int more) {
        ByteBuf buffer = pending;
        if (buffer == null) {
            buffer = allocator.directBuffer(Math.max(INITIAL_BYTES, more));
            pending = buffer;
        }
        return buffer.ensureWritable(more);
    }

    int length() {
        return pending == null ? 0 : pending.readableBytes();
    }

    /** Hands over all that was appended; the caller has to release it. Empty if there is nothing. */
    ByteBuf take() {
        ByteBuf buffer = pending;
        pending = null;
        return buffer == null ? Unpooled.EMPTY_BUFFER : buffer;
    }

    void release() {
        take().release();
    }
}
