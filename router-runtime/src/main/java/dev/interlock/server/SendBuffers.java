package dev.interlock.server;

import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The buffers that connections of an event loop borrow while they answer, so that answers which the kernel takes at once
 * need none from a pool: one for each that is worked on in a {@link Batch}. Used by the thread of the loop alone.
 */
final class SendBuffers {
    /** What a connection gathers before it sends, and some more for the answer that exceeds it. */
    static final int BYTES = Connection.WRITE_BYTES + 16 * 1024;

    private final Supplier<ByteBuf> maker;
    private final ByteBuf[] idle = new ByteBuf[BatchSize.MOST];
    private int idleCount;
    private int made;

    SendBuffers() {
        this(() -> AddressedBuffer.of(BYTES));
    }

    /** @param maker makes buffers of {@link #BYTES} */
    SendBuffers(Supplier<ByteBuf> maker) {
        this.maker = maker;
    }

    /** A buffer, empty, to be given back; null while others have all, and when they were released. */
    @Nullable
    ByteBuf take() {
        if (idleCount > 0) {
            // The one that was used last, of which the processor's caches know most.
            return idle[--idleCount];
        }
        if (made < BatchSize.MOST) {
            ByteBuf fresh = maker.get();
            // Counted once it is there: a failure must not take the place of a buffer for good.
            made++;
            return fresh;
        }
        return null;
    }

    /** Takes a buffer back, which nobody else may hold: two connections must never write into one. */
    void giveBack(ByteBuf buffer) {
        if (buffer.refCnt() != 1) {
            made--;
            throw new IllegalStateException("A send buffer came back with " + buffer.refCnt() + " owners");
        }
        idle[idleCount++] = buffer.clear();
    }

    /** The loop has ended. */
    void release() {
        made = BatchSize.MOST;
        while (idleCount > 0) {
            idle[--idleCount].release();
        }
    }
}
