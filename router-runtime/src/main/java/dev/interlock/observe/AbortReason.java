package dev.interlock.observe;

/** Reason why a response was not sent as a whole. */
public enum AbortReason {
    /** The client has closed or reset the connection. */
    CLIENT_LEFT,
    /** The client took or sent nothing for too long. */
    TIMED_OUT,
    /** The connection gave its memory back for others. */
    OUT_OF_MEMORY,
    /** The handler, the publisher of the response, or the server itself failed. */
    FAILED,
    /** The server has closed. */
    SHUT_DOWN
}
