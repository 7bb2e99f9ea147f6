package dev.interlock.internal.engine;

import dev.interlock.internal.determinism.ReadsSystemClock;
import org.jspecify.annotations.Nullable;

/**
 * Reserve of heap for a shutdown. When no other heap is free, the reserve is freed, so that the shutdown can start
 * threads and log. Safe for use by several threads.
 */
@ReadsSystemClock("A process without memory ends after real time, whatever happens to its event loops.")
public final class MemoryReserve {
    private static final int BYTES = 256 * 1024;

    private static volatile byte @Nullable [] reserve;
    /**
     * Time of the first failed attempt to fill the reserve, from {@link System#nanoTime}. Meaningless while {@link
     * #missing} is false.
     */
    private static volatile long missingSince;
    /** Whether the last attempt to fill the reserve failed. */
    private static volatile boolean missing;

    private MemoryReserve() {}

    /** Fills the reserve if it is empty and enough heap is free. Called repeatedly. */
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

    /** Frees the reserve. */
    public static void release() {
        reserve = null;
    }

    /** Frees the reserve if the failure is a lack of memory. */
    static void releaseFor(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            release();
        }
    }

    /** Returns the time since the first failed attempt to fill the reserve, or 0 if the last attempt succeeded. */
    public static long missingNanos() {
        return missing ? System.nanoTime() - missingSince : 0;
    }

    static boolean isFull() {
        return reserve != null;
    }
}
