package dev.interlock.server;

import org.jspecify.annotations.Nullable;

/**
 * Heap that is set aside while there is plenty, and given up when there is none: a shutdown has to start threads and to log,
 * whatever state the heap is in. Safe for use by several threads.
 */
final class MemoryReserve {
    private static final int BYTES = 256 * 1024;

    private static volatile byte @Nullable [] reserve;
    /** Time of the first attempt to fill the reserve that failed, as of {@link System#nanoTime}; used if it is missing. */
    private static volatile long missingSince;
    /** Whether the last attempt to fill the reserve failed. */
    private static volatile boolean missing;

    private MemoryReserve() {}

    /** Sets memory aside, if there is any and none has been. To be called again and again. */
    static void fill() {
        if (reserve == null) {
            try {
                reserve = new byte[BYTES];
                missing = false;
            } catch (OutOfMemoryError e) {
                // A later call may find some.
                if (!missing) {
                    missingSince = System.nanoTime();
                    missing = true;
                }
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

    /** How long there has been no memory for the reserve; 0 if there was some at the last attempt. */
    static long missingNanos() {
        return missing ? System.nanoTime() - missingSince : 0;
    }

    static boolean isFull() {
        return reserve != null;
    }
}
