package dev.interlock.observe;

/** Reason why a response was not sent completely. */
public enum AbortReason {
    /** The client has closed or reset the connection. */
    CLIENT_LEFT,
    /**
     * The client neither read nor sent bytes for too long, or read too slowly. Also used if the publisher of the
     * response made no progress; {@link ObservedExchange#timedOut()} is then true.
     */
    TIMED_OUT,
    /** The server closed the connection to free memory for other clients. */
    OUT_OF_MEMORY,
    /** The handler, the publisher of the response, or the server itself failed. */
    FAILED,
    /** The server shut down before the response was sent. */
    SHUT_DOWN
}
