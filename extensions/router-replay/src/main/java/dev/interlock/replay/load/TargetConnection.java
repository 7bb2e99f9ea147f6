package dev.interlock.replay.load;

import dev.interlock.replay.rewrite.OutgoingRequest;

/** A connection to a target, for one request at a time. Confined to the thread of its lane. */
public interface TargetConnection {
    boolean isOpen();

    /**
     * Sends a request, and connects first if the connection is not open. Calls the listener once, later or before this
     * method returns.
     *
     * @param timeoutNanos limit on the time until the response is complete
     * @param streamNanos time after which a stream of events counts as complete, or 0 if the response is no such stream
     */
    void send(OutgoingRequest request, long timeoutNanos, long streamNanos, ResponseListener listener);

    /** Closes the connection. A request under way fails. */
    void close();
}
