package dev.interlock.http;

import dev.interlock.bytes.Lease;

/**
 * Object that one request uses at a time and later ones reuse, so that using it allocates nothing. It is created once
 * for each {@link Request}, and found by its {@link RequestKey}.
 */
public interface RequestScoped {
    /**
     * Called once in strict mode, before the first use. The object registers itself in the lease, which ends with the
     * request.
     */
    default void begin(Lease lease) {}

    /**
     * Called when the request is over. From now on the object rejects calls, until the next request uses it. May be
     * called again before that, with a lower limit.
     *
     * @param retainedBytes limit on the memory that it may keep
     */
    void endOfRequest(int retainedBytes);

    /** Called once, before the first use. The meter is charged for memory by which the object grows. */
    default void meter(MemoryMeter meter) {}

    /** Bytes that it keeps for the next request. */
    int retainedBytes();
}
