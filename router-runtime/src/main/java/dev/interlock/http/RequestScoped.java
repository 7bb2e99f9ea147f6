package dev.interlock.http;

import dev.interlock.bytes.Lease;

/**
 * What one request uses at a time and the next one uses again, so that using it allocates nothing: made once for each
 * {@link Request}, found by its {@link RequestKey}.
 */
public interface RequestScoped {
    /** Called once in strict mode, before the first use: notes handed-out objects in the lease, which ends with the request. */
    default void begin(Lease lease) {}

    /**
     * Called when the request is over: from now on it refuses to be used, until it is asked for again. It may be called
     * again before that, with less to keep.
     *
     * @param retainedBytes the most that it may keep of what it has grown to
     */
    void endOfRequest(int retainedBytes);

    /** Called once, before it is used: what to pay for memory with that it grows by. */
    default void meter(MemoryMeter meter) {}

    /** Bytes that it keeps for the next request. */
    int retainedBytes();
}
