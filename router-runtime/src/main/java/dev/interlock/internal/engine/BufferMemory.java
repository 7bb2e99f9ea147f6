package dev.interlock.internal.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Computes the memory that a buffer takes from the budget of all connections. */
public final class BufferMemory {
    /** Class of buffers that are never released, for example the buffers of files in memory. */
    private static final Class<?> UNRELEASABLE =
            Unpooled.unreleasableBuffer(Unpooled.EMPTY_BUFFER).getClass();

    private BufferMemory() {}

    /**
     * Returns the bytes that one buffer takes from the budget. Memory that is never released does not count. Slices and
     * duplicates share the memory of one buffer, and each counts an equal share. For example, an application that sends
     * one message to many clients makes a duplicate for each client.
     */
    public static long ownBytes(ByteBuf buffer) {
        if (buffer.getClass() == UNRELEASABLE) {
            return 0;
        }
        // A buffer may wrap another buffer several times, because Netty's leak detector also wraps buffers.
        ByteBuf memory = buffer;
        for (ByteBuf inner = memory.unwrap(); inner != null; inner = memory.unwrap()) {
            memory = inner;
        }
        return memory.capacity() / Math.max(1, memory.refCnt());
    }
}
