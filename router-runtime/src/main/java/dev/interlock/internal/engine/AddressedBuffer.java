package dev.interlock.internal.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;

/**
 * Direct memory of a fixed size that stores its address. Netty asks for the address of a buffer once for each read and
 * write. Without Unsafe and without permission for native access, it creates an object each time.
 */
public final class AddressedBuffer extends UnpooledDirectByteBuf {
    /** Whether Netty runs without Unsafe on this Java version. */
    private static final boolean WITHOUT_UNSAFE = Runtime.version().feature() >= 24;

    private final boolean hasAddress;
    private final long address;

    private AddressedBuffer(int bytes) {
        super(UnpooledByteBufAllocator.DEFAULT, bytes, bytes);
        hasAddress = super.hasMemoryAddress();
        address = hasAddress ? super.memoryAddress() : 0;
    }

    /** Allocates a buffer. It is one of Netty's own classes where those store their address. */
    public static ByteBuf of(int bytes) {
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
        // Every access checks this: the memory of a released buffer may belong to another one.
        ensureAccessible();
        return hasAddress ? address : super.memoryAddress();
    }
}
