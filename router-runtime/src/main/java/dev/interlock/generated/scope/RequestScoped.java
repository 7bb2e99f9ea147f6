package dev.interlock.generated.scope;

import dev.interlock.bytes.Lease;

/**
 * Object that belongs to one request at a time. Later requests reuse it, so its use allocates nothing. It is created
 * once for each {@code Request}, and found by its {@link RequestKey}.
 */
public interface RequestScoped {
    /**
     * Called once in strict mode, before the first use. The object registers itself in the lease, which ends with the
     * request.
     */
    default void begin(Lease lease) {}

    /**
     * Called when the request ends. From then on, the object rejects calls until the next request uses it. May be
     * called again before the next request, with a lower limit.
     *
     * @param retainedBytes limit on the bytes that the object may keep
     */
    void endOfRequest(int retainedBytes);

    /** Returns the number of bytes that the object keeps for the next request. */
    int retainedBytes();
}
