package dev.interlock.internal.engine;

import dev.interlock.internal.message.ReceivedRequest;
import org.jspecify.annotations.Nullable;

/**
 * Copy of a request whose response is a stream. The copy is needed if the stream fails after the request has ended.
 * Used only by the thread of the event loop.
 */
public final class KeptRequest {
    /** Estimated bytes of heap for the objects of the copy, without the head. */
    private static final int OBJECT_BYTES = 1024;

    private final MemoryBudget budget;
    private @Nullable ReceivedRequest copy;
    /** Bytes of heap charged to the budget for the copy. */
    private long bytes;

    public KeptRequest(MemoryBudget budget) {
        this.budget = budget;
    }

    /**
     * Copies a request.
     *
     * @param from index of the first byte of the head
     * @param to index after the last byte of the head
     * @return false if the memory budget is spent
     */
    public boolean keep(LoopScratch scratch, ReceivedRequest request, int from, int to) {
        long cost = OBJECT_BYTES + request.received().extraBytes() + budget.arrayBytes(to - from + Inbound.SLACK);
        if (!budget.heap().reserve(cost)) {
            budget.used(Defence.REFUSED_REQUEST);
            budget.relieve();
            return false;
        }
        bytes = cost;
        copy = scratch.copy(request, from, to);
        return true;
    }

    /** Returns the copy, or null. */
    public @Nullable ReceivedRequest request() {
        return copy;
    }

    /** Returns the bytes of heap that the copy holds. */
    public long heldBytes() {
        return bytes;
    }

    /** Drops the copy. */
    public void forget() {
        // This check avoids an access to the budget for most responses, which are not streams.
        if (bytes > 0) {
            budget.heap().release(bytes);
            bytes = 0;
            copy = null;
        }
    }
}
