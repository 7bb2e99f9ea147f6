package dev.interlock.internal.engine;

/**
 * Memory that an event loop keeps ready for later requests.
 *
 * @param bodyBytes bytes of each of the loop's few reusable buffers, for a body or for the objects that read one; 1 MiB
 *     in a usual heap
 */
public record Retained(int bodyBytes) {
    private static final int MOST_BYTES = 1024 * 1024;
    /** Bytes that connections of a loop usually need at a time. */
    private static final int LEAST_BYTES = 16 * 1024;

    /**
     * Divisor of the heap: each buffer of all loops together takes at most this part, unless the loops are many for the
     * heap.
     */
    private static final int PARTS = 256;

    /**
     * Memory that a loop may keep in this JVM.
     *
     * @param loops number of event loops of the server
     */
    public static Retained of(int loops) {
        return of(loops, Runtime.getRuntime().maxMemory());
    }

    static Retained of(int loops, long heap) {
        return new Retained((int) Math.max(LEAST_BYTES, Math.min(MOST_BYTES, heap / PARTS / loops)));
    }
}
