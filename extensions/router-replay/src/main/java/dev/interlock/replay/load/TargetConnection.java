package dev.interlock.replay.load;

import dev.interlock.replay.rewrite.OutgoingRequest;

/** A connection to a target, for one request at a time. Confined to the thread of its lane. */
public interface TargetConnection {
    boolean isOpen();

    /**
     * Sends a request. Connects first if the connection is not open. Calls the listener once, before or after this
     * method returns.
     *
     * @param timeoutNanos time limit until the response is complete
     * @param streamNanos time after which to end a stream of events, or 0 for other responses
     */
    void send(OutgoingRequest request, long timeoutNanos, long streamNanos, ResponseListener listener);

    /** Closes the connection. A request in flight fails. */
    void close();
}
