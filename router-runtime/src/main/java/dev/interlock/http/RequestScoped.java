package dev.interlock.http;

import dev.interlock.bytes.Lease;

/**
 * Object that belongs to one request at a time. Later requests reuse it, so its use allocates nothing. It is created
 * once for each {@link Request}, and found by its {@link RequestKey}.
 */
public interface RequestScoped {
    /**
     * Called once in strict mode, before the first use. The object registers itself in the lease, which ends with the
     * request.
     */
    default void begin(Lease lease) {}

    /**
     * Called when the request is over. From then on, the object rejects calls until the next request uses it. May be
     * called again before that, with a lower limit.
     *
     * @param retainedBytes limit on the memory that it may keep
     */
    void endOfRequest(int retainedBytes);

    /** Called once, before the first use. The object charges this meter when it grows. */
    default void meter(MemoryMeter meter) {}

    /** Bytes that it keeps for the next request. */
    int retainedBytes();
}
