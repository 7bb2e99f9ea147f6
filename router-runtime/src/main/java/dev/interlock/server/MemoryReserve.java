package dev.interlock.server;

import org.jspecify.annotations.Nullable;

/**
 * Heap that is set aside while there is plenty, and given up when there is none: a shutdown has to start threads and to log,
 * whatever state the heap is in. Safe for use by several threads.
 */
final class MemoryReserve {
    private static final int BYTES = 256 * 1024;

    private static volatile byte @Nullable [] reserve;

    private MemoryReserve() {}

    /** Sets memory aside, if there is any and none has been. To be called again and again. */
    static void fill() {
        if (reserve == null) {
            try {
                reserve = new byte[BYTES];
            } catch (OutOfMemoryError e) {
                // A later call may find some.
            }
        }
    }

    /** Gives the memory up. */
    static void release() {
        reserve = null;
    }

    /** Gives the memory up if a failure says that there is none. */
    static void releaseFor(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            release();
        }
    }

    static boolean isFull() {
        return reserve != null;
    }
}
