package dev.interlock.observe;

/** Reason why the server rejected a request, or the rest of its body, before a handler had all of it. */
public enum RejectionReason {
    /** The request violates HTTP. The status is 400. */
    MALFORMED,
    /** No route has the method. The status is 501. */
    UNKNOWN_METHOD,
    /** No route has the path. The status is 404. */
    UNKNOWN_PATH,
    /** Routes have the path, but none has the method. The status is 405. */
    METHOD_NOT_ALLOWED,
    /**
     * The server does not support the version of HTTP, the transfer coding or the expectation. The status is 505, 501
     * or 417.
     */
    UNSUPPORTED,
    /** The route does not read bodies of this media type or content coding. The status is 415. */
    UNSUPPORTED_MEDIA_TYPE,
    /** The client does not accept the media types of the route. The status is 406. */
    NOT_ACCEPTABLE,
    /** The request target, the header, the trailer section or the body is too large. The status is 414, 431 or 413. */
    TOO_LARGE,
    /** The request did not arrive in time. The status is 408. */
    TIMED_OUT,
    /** The connections of the server hold too much memory. The status is 503. */
    NO_MEMORY,
    /** Too many exchanges are in flight. The status is 503. */
    TOO_MANY_IN_FLIGHT,
    /** The adaptive limit of the server is reached. The status is 503. */
    OVERLOADED,
    /** The limit of {@code @MaxConcurrent} on exchanges of the route is reached. The status is 503. */
    TOO_MANY_OF_ROUTE,
    /** Handlers already read too many bodies as streams. The status is 503. */
    TOO_MANY_STREAMS,
    /** The executor of blocking handlers rejected the call. The status is 503. */
    NO_THREAD,
    /** The server could not store the body in a file. The status is 503. */
    NOT_STORED;

    /** Returns whether the server rejected the request to protect itself from overload. */
    public boolean isOverload() {
        return switch (this) {
            case NO_MEMORY, TOO_MANY_IN_FLIGHT, OVERLOADED, TOO_MANY_OF_ROUTE, TOO_MANY_STREAMS, NO_THREAD -> true;
            default -> false;
        };
    }
}
