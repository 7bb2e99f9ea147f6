package dev.interlock.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;

/**
 * Direct memory of a fixed size that knows its address. Without Unsafe, and without leave for native access, Netty makes an
 * object each time it asks for that of a buffer, which is once for each read and write.
 */
final class AddressedBuffer extends UnpooledDirectByteBuf {
    /** Netty does without Unsafe from here on. */
    private static final boolean WITHOUT_UNSAFE = Runtime.version().feature() >= 24;

    private final boolean hasAddress;
    private final long address;

    private AddressedBuffer(int bytes) {
        super(UnpooledByteBufAllocator.DEFAULT, bytes, bytes);
        hasAddress = super.hasMemoryAddress();
        address = hasAddress ? super.memoryAddress() : 0;
    }

    /** A buffer, of another class where Netty's own know their address. */
    static ByteBuf of(int bytes) {
        return WITHOUT_UNSAFE
                ? new AddressedBuffer(bytes)
                : UnpooledByteBufAllocator.DEFAULT.directBuffer(bytes, bytes);
    }

    @Override
    public boolean hasMemoryAddress() {
        return hasAddress;
    }

    @Override
    public long memoryAddress() {
        // As every access of a buffer that was released: what lies there may belong to another one.
        ensureAccessible();
        return hasAddress ? address : super.memoryAddress();
    }
}
