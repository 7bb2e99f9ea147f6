package dev.interlock.internal.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;

/**
 * Direct buffer of a fixed size that stores the address of its memory. Netty asks for this address at each read and
 * write. Without Unsafe and without permission for native access, Netty's own buffer creates an object each time.
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

    /** Allocates a buffer. Uses Netty's own class if that class stores the address. */
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
        // The buffer is checked at each access. After its release, another buffer may use the same memory.
        ensureAccessible();
        return hasAddress ? address : super.memoryAddress();
    }
}
