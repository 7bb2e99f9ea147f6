package dev.interlock.internal.engine;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/** Allocator of direct buffers that fails one allocation, chosen by its number. */
public final class FailingAllocator extends AbstractByteBufAllocator {
    private final List<ByteBuf> made = new ArrayList<>();
    private int left = Integer.MAX_VALUE;

    public FailingAllocator() {
        super(true);
    }

    /** Lets a number of allocations succeed, and fails the next one. */
    public void fail(int successes) {
        left = successes;
    }

    /** Lets all allocations succeed. */
    public void succeed() {
        left = Integer.MAX_VALUE;
    }

    /** Returns all buffers that were allocated. */
    public List<ByteBuf> made() {
        return made;
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        if (left-- == 0) {
            throw new OutOfMemoryError("planted");
        }
        ByteBuf buffer = UnpooledByteBufAllocator.DEFAULT.directBuffer(initialCapacity, maxCapacity);
        made.add(buffer);
        return buffer;
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        throw new AssertionError("Connections send from direct buffers");
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }
}
