package dev.interlock.canary;

/** Kind of exchange that can count as an error. */
public enum ErrorKind {
    /** The response status is 500 to 599. This includes responses after a time limit or under overload. */
    SERVER_ERROR,
    /**
     * The server did not complete the response: a publisher failed, a time limit passed, memory ran out, or the server
     * shut down.
     */
    SERVER_ABORT,
    /** The response status is 400 to 499. Clients cause most of these, so compare with a baseline. */
    CLIENT_ERROR,
    /** The client disconnected or did not read its response. Compare with a baseline. */
    CLIENT_ABORT
}
