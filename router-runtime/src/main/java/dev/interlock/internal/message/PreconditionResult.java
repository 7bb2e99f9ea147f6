package dev.interlock.internal.message;

/** Result of the preconditions of a request; see {@link Conditions}. */
public enum PreconditionResult {
    /** The request must be processed. */
    PASSED,
    /** The client has the current representation. The response is 304. */
    NOT_MODIFIED,
    /** The request must not be processed. The response is 412. */
    FAILED
}
