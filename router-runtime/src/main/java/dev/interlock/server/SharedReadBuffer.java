package dev.interlock.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Has all channels of an event loop read into one buffer, as large as the largest read: what is read is copied and
 * released before the loop looks at the next channel. So reads need no pool, are never cut short, and make no objects;
 * a buffer of Netty's pools makes one for each copy where Netty does without Unsafe, as it does from Java 24 on.
 *
 * <p>Not for io_uring, where the kernel writes into the buffers of many channels at any time. Safe for use by several
 * event loops: each has a buffer of its own, which it gives back when its thread ends.
 */
final class SharedReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    private final int bytes;
    private final FastThreadLocal<ByteBuf> buffers = new FastThreadLocal<>() {
        @Override
        protected ByteBuf initialValue() {
            return AddressedBuffer.of(bytes);
        }

        @Override
        protected void onRemoval(ByteBuf buffer) {
            buffer.release();
        }
    };

    /** @param bytes of one read, at most */
    SharedReadBuffer(int bytes) {
        this.bytes = bytes;
    }

    /** That of the event loop which calls; what is in it is nobody's unless it was retained. */
    ByteBuf buffer() {
        return buffers.get();
    }

    @Override
    public MaxMessageHandle newHandle() {
        return new Reads();
    }

    private final class Reads extends MaxMessageHandle {
        @Override
        public int guess() {
            return bytes;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            ByteBuf buffer = buffers.get();
            // Whoever keeps what was read, as a handler that waits for more of it may, keeps it from being read into.
            return buffer.refCnt() == 1 ? buffer.clear().retain() : allocator.ioBuffer(bytes);
        }
    }
}
