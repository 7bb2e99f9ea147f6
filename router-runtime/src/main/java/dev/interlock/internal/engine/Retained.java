package dev.interlock.internal.engine;

/**
 * Memory that an event loop keeps ready for later requests.
 *
 * @param bodyBytes limit on the size of each reusable buffer of the loop; a buffer holds a body or the objects that
 *     read a body; 1 MiB in a usual heap
 */
public record Retained(int bodyBytes) {
    private static final int MOST_BYTES = 1024 * 1024;
    /** Smallest limit. The connections of a loop usually need this many bytes at a time. */
    private static final int LEAST_BYTES = 16 * 1024;

    /**
     * For each kind of buffer, all loops together keep at most the heap divided by this number. With very many loops,
     * each loop keeps {@link #LEAST_BYTES}, and the sum may be larger.
     */
    private static final int PARTS = 256;

    /**
     * Returns the memory that one loop may keep in this JVM.
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
