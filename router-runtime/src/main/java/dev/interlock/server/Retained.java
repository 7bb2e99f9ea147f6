package dev.interlock.server;

/**
 * How much memory an event loop keeps ready for later requests.
 *
 * @param bodyBytes of a body, or of the objects that read one, in each of the loop's few rooms that later requests find: a
 *     mebibyte in a usual heap
 */
record Retained(int bodyBytes) {
    private static final int MOST_BYTES = 1024 * 1024;
    /** As many bytes as connections on the loop usually need at a time. */
    private static final int LEAST_BYTES = 16 * 1024;

    /** Each room of all loops together takes this part of the heap at most, unless the loops are many for their heap. */
    private static final int PARTS = 256;

    /**
     * What a loop may keep in this JVM.
     *
     * @param loops event loops of the server
     */
    static Retained of(int loops) {
        return of(loops, Runtime.getRuntime().maxMemory());
    }

    static Retained of(int loops, long heap) {
        return new Retained((int) Math.max(LEAST_BYTES, Math.min(MOST_BYTES, heap / PARTS / loops)));
    }
}
