package dev.interlock.internal.engine;

/** Memory of one connection that is charged to the budget of all connections. */
final class ConnectionMemory {
    /**
     * Limit on the bytes of a response that a link may have partly sent. Their buffer is released after all of it was
     * sent.
     */
    private static final int BEGUN_BYTES = 16 * 1024;

    private final MemoryBudget budget;
    /** Bytes of heap charged for the connection itself. */
    private int ownBytes;
    /** Bytes of direct memory charged for unsent responses. */
    private long unsentBytes;
    /** Bytes of heap charged for the records of exchanges. */
    private long recordBytes;
    /** Unsent bytes in memory of the application. Sent bytes of a buffer count until the whole buffer is sent. */
    private long sharedBytes;

    ConnectionMemory(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Bytes of heap of the connection itself. */
    int ownBytes() {
        return ownBytes;
    }

    /** Bytes of direct memory for unsent responses. */
    long unsentBytes() {
        return unsentBytes;
    }

    /** Updates the charge for the connection itself: it may have got another link. */
    void countOwn(Link link) {
        int bytes = link.heapBytes();
        if (bytes != ownBytes) {
            budget.addConnection(bytes - ownBytes);
            ownBytes = bytes;
        }
    }

    /** Updates the charge for unsent bytes. */
    void countUnsent(Link link, Outbound outbound) {
        long queued = link.unsent();
        sharedBytes = Math.min(queued, sharedBytes + outbound.takeShared());
        long own = Math.max(0, queued - sharedBytes);
        long unsent = outbound.heldBytes() + (own > 0 ? own + BEGUN_BYTES : 0);
        long more = unsent - unsentBytes;
        if (more != 0) {
            unsentBytes = unsent;
            budget.direct().add(more);
            if (more > 0) {
                budget.relieve();
            }
        }
    }

    /** Bytes of heap for the records of exchanges. */
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

    /** Gives everything back after the connection has closed. */
    void release() {
        budget.addConnection(-ownBytes);
        ownBytes = 0;
        budget.heap().release(recordBytes);
        recordBytes = 0;
        budget.direct().release(unsentBytes);
        unsentBytes = 0;
    }
}
