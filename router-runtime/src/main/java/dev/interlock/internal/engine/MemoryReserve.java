package dev.interlock.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * Heap set aside while there is enough, and freed when there is none. A shutdown must start threads and log even
 * without free heap. Safe for use by several threads.
 */
public final class MemoryReserve {
    private static final int BYTES = 256 * 1024;

    private static volatile byte @Nullable [] reserve;
    /** Time of the first failed attempt to fill the reserve, as of {@link System#nanoTime}. Used if it is missing. */
    private static volatile long missingSince;
    /** Whether the last attempt to fill the reserve failed. */
    private static volatile boolean missing;

    private MemoryReserve() {}

    /** Sets memory aside if some is free and none is set aside. Called repeatedly. */
    public static void fill() {
        if (reserve == null) {
            try {
                reserve = new byte[BYTES];
                missing = false;
            } catch (OutOfMemoryError e) {
                // A later call may succeed.
                if (!missing) {
                    missingSince = System.nanoTime();
                    missing = true;
                }
            }
        }
    }

    /** Frees the memory. */
    public static void release() {
        reserve = null;
    }

    /** Frees the memory if the failure is a lack of memory. */
    static void releaseFor(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            release();
        }
    }

    /** Time for which there has been no memory for the reserve; 0 if the last attempt succeeded. */
    public static long missingNanos() {
        return missing ? System.nanoTime() - missingSince : 0;
    }

    static boolean isFull() {
        return reserve != null;
    }
}
