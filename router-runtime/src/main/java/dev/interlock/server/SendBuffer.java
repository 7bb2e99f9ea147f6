package dev.interlock.server;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The buffer that each connection of an event loop borrows while it answers, so that an answer which the kernel takes at once
 * needs none from a pool. Used by the thread of the loop alone.
 */
final class SendBuffer {
    /** What a connection gathers before it sends, and some more for the answer that exceeds it. */
    static final int BYTES = Connection.WRITE_BYTES + 16 * 1024;

    private @Nullable ByteBuf idle;
    private boolean made;

    /** The buffer, empty, to be given back; null while another connection has it, and when it was released. */
    @Nullable
    ByteBuf take() {
        if (!made) {
            made = true;
            return AddressedBuffer.of(BYTES);
        }
        ByteBuf taken = idle;
        idle = null;
        return taken;
    }

    void giveBack(ByteBuf buffer) {
        idle = buffer.clear();
    }

    /** The loop has ended. */
    void release() {
        if (idle != null) {
            idle.release();
            idle = null;
        }
    }
}
