package dev.interlock.server;

/** How much memory an event loop keeps ready for later requests. */
final class Retained {
    private static final int MOST_BYTES = 1024 * 1024;
    private static final int LEAST_BYTES = 64 * 1024;

    /** Each of a loop's few rooms takes this part of the heap at most. */
    private static final int PARTS = 256;

    /** Bytes of a body, or of the objects that read one, in a room that later requests find: a mebibyte in a usual heap. */
    static final int BODY_BYTES = (int)
            Math.max(LEAST_BYTES, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / PARTS));

    private Retained() {}
}
