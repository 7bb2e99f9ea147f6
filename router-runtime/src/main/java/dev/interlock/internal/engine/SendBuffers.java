package dev.interlock.internal.engine;

import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that connections of an event loop borrow while they respond. A response that the kernel takes at once needs
 * no other buffer. Used only by the thread of the loop.
 */
public final class SendBuffers {
    /** Number of response bytes that a connection gathers before it sends them. */
    static final int GATHERED_BYTES = 64 * 1024;

    /** Size of a buffer. It has room for the gathered bytes and for the response that exceeds their limit. */
    static final int BYTES = GATHERED_BYTES + 16 * 1024;

    private final Supplier<ByteBuf> maker;
    private final ByteBuf[] idle;
    private int idleCount;
    private int made;

    /** @param most limit on the number of buffers */
    public SendBuffers(int most) {
        this(most, () -> AddressedBuffer.of(BYTES));
    }

    /** @param maker creates a buffer of {@link #BYTES} bytes */
    SendBuffers(int most, Supplier<ByteBuf> maker) {
        this.maker = maker;
        idle = new ByteBuf[most];
    }

    /** Lends an empty buffer. Returns null while all buffers are on loan, and after {@link #release}. */
    @Nullable
    ByteBuf take() {
        if (idleCount > 0) {
            // The last used buffer comes first, because it is most likely in the processor's caches.
            return idle[--idleCount];
        }
        if (made < idle.length) {
            ByteBuf fresh = maker.get();
            // The buffer is counted after it exists, so that a failed allocation does not count.
            made++;
            return fresh;
        }
        return null;
    }

    /** Returns the number of buffers on loan. */
    int lent() {
        return made - idleCount;
    }

    /**
     * Takes back a buffer. The caller must be its only owner, because two connections must never write into one buffer.
     */
    void giveBack(ByteBuf buffer) {
        if (buffer.refCnt() != 1) {
            made--;
            throw new IllegalStateException("A send buffer came back with " + buffer.refCnt() + " owners");
        }
        idle[idleCount++] = buffer.clear();
    }

    /** Releases the buffers, because the loop has ended. */
    public void release() {
        made = idle.length;
        while (idleCount > 0) {
            idle[--idleCount].release();
        }
    }
}
