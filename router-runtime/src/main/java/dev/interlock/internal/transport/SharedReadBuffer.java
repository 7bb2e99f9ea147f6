package dev.interlock.internal.transport;

import dev.interlock.internal.engine.AddressedBuffer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/**
 * Buffer for the reads from all sockets of an event loop, as large as the largest read. The loop copies and releases
 * the bytes of one channel before it reads from the next channel. Reads therefore need no pool, are never cut short,
 * and create no objects. Buffers of Netty's pools would create an object for each copy from Java 24 on, where Netty
 * runs without Unsafe.
 *
 * <p>Not for io_uring, where the kernel may write into the buffers of many channels at any time. Safe for use by
 * several event loops: each loop has its own buffer, and releases it when the thread of the loop ends.
 */
final class SharedReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    private final int bytes;
    private final FastThreadLocal<OfLoop> buffers = new FastThreadLocal<>() {
        @Override
        protected OfLoop initialValue() {
            return new OfLoop(AddressedBuffer.of(bytes));
        }

        @Override
        protected void onRemoval(OfLoop loop) {
            loop.buffer.release();
        }
    };

    /**
     * User of the buffer that is not a channel. A borrower may leave bytes in the buffer until a channel needs the
     * buffer.
     */
    interface Borrower {
        /** Processes the bytes in the buffer. Returns whether the buffer is free afterwards. */
        boolean giveBack();
    }

    /** Buffer of one event loop. */
    private static final class OfLoop {
        final ByteBuf buffer;
        /** Last borrower, or null. Bytes for this borrower may still be in the buffer. */
        @Nullable
        Borrower borrower;

        OfLoop(ByteBuf buffer) {
            this.buffer = buffer;
        }

        /**
         * Makes the borrower process its bytes. Returns whether the buffer is free afterwards. It is not free if the
         * handler of a channel has kept it to wait for more bytes.
         */
        boolean isFree() {
            Borrower current = borrower;
            return (current == null || current.giveBack()) && buffer.refCnt() == 1;
        }
    }

    /** @param bytes size of the largest read */
    SharedReadBuffer(int bytes) {
        this.bytes = bytes;
    }

    /** Allocates the buffer of the calling event loop. */
    void prepare() {
        buffers.get();
    }

    /**
     * Lends the buffer of the calling event loop.
     *
     * @param borrower user of the buffer until a channel of the loop reads
     */
    ByteBuf buffer(Borrower borrower) {
        OfLoop loop = buffers.get();
        loop.borrower = borrower;
        return loop.buffer;
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
            OfLoop loop = buffers.get();
            return loop.isFree() ? loop.buffer.clear().retain() : allocator.ioBuffer(bytes);
        }
    }
}
