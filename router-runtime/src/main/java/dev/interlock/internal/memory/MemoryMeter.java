package dev.interlock.internal.memory;

/**
 * Charges the memory budget of all connections for objects that grow with a request, for example for the slots of a
 * decoded message. Safe for use by several threads.
 */
public interface MemoryMeter {
    /** Meter without a limit. */
    MemoryMeter FREE = new MemoryMeter() {
        @Override
        public void take(long bytes) {
            // Nothing to charge: there is no budget.
        }

        @Override
        public void giveBack(long bytes) {
            // Nothing to give back: no budget was charged.
        }
    };

    /**
     * Charges for bytes before they are allocated.
     *
     * @throws RuntimeException an {@code HttpException} with status 503 if the memory budget is spent. Nothing is
     *     charged then
     */
    void take(long bytes);

    /** Releases charged bytes. */
    void giveBack(long bytes);

    /**
     * Returns the number of bytes of heap that an array of {@code length} bytes takes. The result may be larger,
     * because some garbage collectors use whole regions for large arrays.
     */
    default long arrayBytes(long length) {
        return length;
    }
}
