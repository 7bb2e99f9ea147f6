package dev.interlock.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Memory of buffers, as the budget of all connections counts it. */
final class BufferMemory {
    /** Class of buffers that are never released, such as those of files in memory. */
    private static final Class<?> UNRELEASABLE =
            Unpooled.unreleasableBuffer(Unpooled.EMPTY_BUFFER).getClass();

    private BufferMemory() {}

    /**
     * Bytes of memory that a buffer itself takes. None if the application keeps the memory for good; otherwise its part
     * of memory that slices and duplicates may share. For example, an application that sends one message to many
     * clients has a duplicate for each.
     */
    static long ownBytes(ByteBuf buffer) {
        if (buffer.getClass() == UNRELEASABLE) {
            return 0;
        }
        // Netty's leak detector wraps buffers, too.
        ByteBuf memory = buffer;
        for (ByteBuf inner = memory.unwrap(); inner != null; inner = memory.unwrap()) {
            memory = inner;
        }
        return memory.capacity() / Math.max(1, memory.refCnt());
    }
}
