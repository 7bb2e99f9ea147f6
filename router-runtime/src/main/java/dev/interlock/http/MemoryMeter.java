package dev.interlock.http;

/**
 * Pays for memory that reading a request takes beyond its bytes, such as the slots that a message is decoded into, out of
 * what all connections of a server may hold. Safe for use by several threads.
 */
public interface MemoryMeter {
    /** A meter that everything is free on. */
    MemoryMeter FREE = new MemoryMeter() {
        @Override
        public void take(long bytes) {
            // There is no budget.
        }

        @Override
        public void giveBack(long bytes) {
            // Nothing was taken from one.
        }
    };

    /**
     * Takes bytes, before they are allocated.
     *
     * @throws HttpException with status 503 when the connections hold too much; nothing is taken then
     */
    void take(long bytes);

    /** Gives bytes back that were taken. */
    void giveBack(long bytes);

    /** Bytes of heap that an array takes which holds so many bytes: collectors give whole regions to large arrays. */
    default long arrayBytes(long length) {
        return length;
    }
}
