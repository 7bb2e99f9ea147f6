package dev.interlock.generated.proto;

import dev.interlock.bytes.Lease;
import java.util.IdentityHashMap;

/**
 * Encoders of a request in strict mode. Finds the generated encoder of a message that is used after the request has
 * ended.
 */
final class StrictEncoders {
    private final Lease lease;
    /**
     * Generated encoder of the outermost message. The exception also names it for messages without a generated encoder.
     */
    private final Object outermost;

    private final IdentityHashMap<OpenMessage, Object> inner = new IdentityHashMap<>();

    StrictEncoders(Lease lease, Object outermost) {
        this.lease = lease;
        this.outermost = lease.handOut(outermost);
    }

    void add(OpenMessage message, Object generated) {
        inner.put(message, lease.handOut(generated));
    }

    boolean isEnded() {
        return lease.isEnded();
    }

    /** Creates the exception for the use of a message after the end of its request. */
    IllegalStateException late(OpenMessage message) {
        return lease.late(inner.getOrDefault(message, outermost));
    }
}
