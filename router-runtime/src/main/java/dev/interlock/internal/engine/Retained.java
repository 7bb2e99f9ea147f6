package dev.interlock.internal.engine;

/**
 * Memory that an event loop keeps ready for later requests.
 *
 * @param bodyBytes limit on the bytes of each of the loop's few reusable buffers, for a body or for the objects that
 *     read one; 1 MiB in a normal heap
 */
public record Retained(int bodyBytes) {
    private static final int MOST_BYTES = 1024 * 1024;
    /** Bytes that the connections of a loop usually need at a time. */
    private static final int LEAST_BYTES = 16 * 1024;

    /**
     * Divisor of the heap. For each kind of buffer, all loops together keep at most this part of the heap, unless there
     * are too many loops.
     */
    private static final int PARTS = 256;

    /**
     * Returns the memory that a loop may keep in this JVM.
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
