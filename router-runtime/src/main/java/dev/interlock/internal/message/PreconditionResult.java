package dev.interlock.internal.message;

/** Result of the preconditions of a request; see {@link Conditions}. */
public enum PreconditionResult {
    /** The server must process the request. */
    PASSED,
    /** The client has the current representation. The response is 304. */
    NOT_MODIFIED,
    /** The server must not process the request. The response is 412. */
    FAILED
}
