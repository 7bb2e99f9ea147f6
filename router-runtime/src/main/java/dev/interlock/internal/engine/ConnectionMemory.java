package dev.interlock.internal.engine;

/** Memory that one connection takes from the budget of all connections. */
final class ConnectionMemory {
    /**
     * Largest number of sent bytes that still hold memory. The link releases a buffer only after the whole buffer is
     * sent.
     */
    private static final int BEGUN_BYTES = 16 * 1024;

    private final MemoryBudget budget;
    /** Bytes of heap charged for the objects of the connection. */
    private int ownBytes;
    /** Bytes of direct memory charged for unsent responses and for the bytes that the link holds. */
    private long unsentBytes;
    /** Bytes of heap charged for the records of exchanges. */
    private long recordBytes;
    /** Unsent bytes in memory of the application. A partly sent buffer counts as a whole. */
    private long sharedBytes;

    ConnectionMemory(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Returns the bytes of heap charged for the objects of the connection. */
    int ownBytes() {
        return ownBytes;
    }

    /** Returns the bytes of direct memory charged for unsent responses. */
    long unsentBytes() {
        return unsentBytes;
    }

    /** Updates the charge for the objects of the connection. The charge changes if the link was replaced. */
    void countOwn(Link link) {
        int bytes = link.heapBytes();
        if (bytes != ownBytes) {
            budget.addConnection(bytes - ownBytes);
            ownBytes = bytes;
        }
    }

    /** Updates the charge for unsent bytes and for the bytes that the link holds. */
    void countUnsent(Link link, Outbound outbound) {
        // The number is negative while a file is sent. The bytes of a file are not in memory.
        long queued = Math.max(0, link.unsent());
        sharedBytes = Math.min(queued, link.sharedUnsent(sharedBytes + outbound.takeShared()));
        long own = Math.max(0, queued - sharedBytes);
        long unsent = outbound.heldBytes() + (own > 0 ? own + BEGUN_BYTES : 0) + link.heldBytes();
        long more = unsent - unsentBytes;
        if (more != 0) {
            unsentBytes = unsent;
            budget.direct().add(more);
            if (more > 0) {
                budget.relieve();
            }
        }
    }

    /** Returns the bytes of heap charged for the records of exchanges. */
    long recordBytes() {
        return recordBytes;
    }

    /** Updates the charge for the records of exchanges. */
    void countRecords(long bytes) {
        long more = bytes - recordBytes;
        if (more != 0) {
            recordBytes = bytes;
            budget.heap().add(more);
            if (more > 0) {
                budget.relieve();
            }
        }
    }

    /** Releases all charges after the connection has closed. */
    void release() {
        budget.addConnection(-ownBytes);
        ownBytes = 0;
        budget.heap().release(recordBytes);
        recordBytes = 0;
        budget.direct().release(unsentBytes);
        unsentBytes = 0;
    }
}
