package dev.interlock.internal.engine;

import dev.interlock.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * Copy of a request whose response is a stream, for the case that the stream fails after the request is over. Used by
 * the thread of the event loop alone.
 */
public final class KeptRequest {
    /** Bytes of heap for the objects of a copied request, without its head. */
    private static final int OBJECT_BYTES = 1024;

    private final MemoryBudget budget;
    private @Nullable Request copy;
    /** Bytes of heap charged to the budget for the copy. */
    private long bytes;

    public KeptRequest(MemoryBudget budget) {
        this.budget = budget;
    }

    /**
     * Keeps a copy.
     *
     * @param from index of the first byte of the head
     * @param to index after the last byte of the head
     * @return false if the memory budget is spent
     */
    public boolean keep(LoopScratch scratch, Request request, int from, int to) {
        long cost = OBJECT_BYTES + request.head().extraBytes() + budget.arrayBytes(to - from + Inbound.SLACK);
        if (!budget.heap().reserve(cost)) {
            budget.used(Defence.REFUSED_REQUEST);
            budget.relieve();
            return false;
        }
        bytes = cost;
        copy = scratch.copy(request, from, to);
        return true;
    }

    /** The copy, or null. */
    public @Nullable Request request() {
        return copy;
    }

    /** Bytes of heap that the copy holds. */
    public long heldBytes() {
        return bytes;
    }

    /** Drops the copy. */
    public void forget() {
        // Most responses are not streams. They do not touch the account.
        if (bytes > 0) {
            budget.heap().release(bytes);
            bytes = 0;
            copy = null;
        }
    }
}
