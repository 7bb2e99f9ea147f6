package dev.interlock.http;

/**
 * Charges for memory that reading a request takes beyond its bytes, for example for the slots of a decoded message. The
 * charges count against the memory budget of all connections of a server. Safe for use by several threads.
 */
public interface MemoryMeter {
    /** Meter without a limit. */
    MemoryMeter FREE = new MemoryMeter() {
        @Override
        public void take(long bytes) {
            // There is no budget.
        }

        @Override
        public void giveBack(long bytes) {
            // No budget was charged.
        }
    };

    /**
     * Charges for bytes before they are allocated.
     *
     * @throws HttpException with status 503 when the memory budget is spent; nothing is charged then
     */
    void take(long bytes);

    /** Gives charged bytes back. */
    void giveBack(long bytes);

    /** Bytes of heap that an array of this length takes. Garbage collectors use whole regions for large arrays. */
    default long arrayBytes(long length) {
        return length;
    }
}
