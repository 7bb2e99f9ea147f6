package dev.interlock.annotation;

/** Response to a path that matches a route only after a slash at the end of the path is added or removed. */
public enum TrailingSlash {
    /** The response is 404. */
    STRICT,
    /**
     * The response is 308 (RFC 9110 section 15.4.9). It redirects to the path of the route, with the query of the
     * request.
     */
    REDIRECT,
    /** The route handles the request, as if the client had sent the path of the route. */
    IGNORE
}
