package dev.interlock.generated.scope;

import dev.interlock.bytes.Lease;

/**
 * Object that belongs to one request at a time. Later requests reuse it, so its use allocates nothing. Each
 * {@code Request} object creates it at most once, and finds it by its {@link RequestKey}.
 */
public interface RequestScoped {
    /**
     * Called once before the first use, and only in strict mode. The object registers itself in the lease, which ends
     * with the request.
     */
    default void begin(Lease lease) {}

    /**
     * Called when the request ends. From then on, the object rejects calls until the next request uses it. May be
     * called again with a lower limit before the next request.
     *
     * @param retainedBytes limit on the bytes that the object may keep
     */
    void endOfRequest(int retainedBytes);

    /** Returns the number of bytes that the object keeps for the next request. */
    int retainedBytes();
}
