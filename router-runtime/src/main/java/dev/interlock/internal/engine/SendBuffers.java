package dev.interlock.internal.engine;

import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that connections of an event loop borrow while they respond. If the kernel takes a response at once, it needs
 * no buffer from a pool. Used by the thread of the loop alone.
 */
public final class SendBuffers {
    /** Bytes of responses that a connection gathers before it sends them. */
    static final int GATHERED_BYTES = 64 * 1024;

    /** Bytes of a buffer: the bytes that a connection gathers, and room for the response that exceeds them. */
    static final int BYTES = GATHERED_BYTES + 16 * 1024;

    private final Supplier<ByteBuf> maker;
    private final ByteBuf[] idle;
    private int idleCount;
    private int made;

    /** @param most number of buffers */
    public SendBuffers(int most) {
        this(most, () -> AddressedBuffer.of(BYTES));
    }

    /** @param maker makes buffers of {@link #BYTES} */
    SendBuffers(int most, Supplier<ByteBuf> maker) {
        this.maker = maker;
        idle = new ByteBuf[most];
    }

    /** Lends an empty buffer; null while all are on loan, and after their release. */
    @Nullable
    ByteBuf take() {
        if (idleCount > 0) {
            // The last used buffer: most of it is in the processor's caches.
            return idle[--idleCount];
        }
        if (made < idle.length) {
            ByteBuf fresh = maker.get();
            // Counted only after the buffer exists, so that a failure does not use up its place.
            made++;
            return fresh;
        }
        return null;
    }

    /** Number of buffers on loan. */
    int lent() {
        return made - idleCount;
    }

    /** Takes back a buffer that has no other owner: two connections must never write into one. */
    void giveBack(ByteBuf buffer) {
        if (buffer.refCnt() != 1) {
            made--;
            throw new IllegalStateException("A send buffer came back with " + buffer.refCnt() + " owners");
        }
        idle[idleCount++] = buffer.clear();
    }

    /** The loop has ended. */
    public void release() {
        made = idle.length;
        while (idleCount > 0) {
            idle[--idleCount].release();
        }
    }
}
