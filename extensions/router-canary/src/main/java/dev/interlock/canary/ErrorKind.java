package dev.interlock.canary;

/** Kind of exchange that can count as an error. */
public enum ErrorKind {
    /** The status of the response is 500 to 599, also after a time limit or because of overload. */
    SERVER_ERROR,
    /**
     * The server could not send the response completely: a publisher failed, a time limit passed, memory ran out, or the
     * server shut down.
     */
    SERVER_ABORT,
    /** The status of the response is 400 to 499. Clients cause most of these, so a baseline is needed. */
    CLIENT_ERROR,
    /** The client left or did not read its response. Clients cause most of these, so a baseline is needed. */
    CLIENT_ABORT
}
