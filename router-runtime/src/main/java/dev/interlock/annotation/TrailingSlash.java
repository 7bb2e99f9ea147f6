package dev.interlock.annotation;

/** Response to a path that matches a route only if a slash at the end of the path is added or removed. */
public enum TrailingSlash {
    /** The response is 404. */
    STRICT,
    /** The response is 308 (RFC 9110 section 15.4.9). Its location is the other path with the query. */
    REDIRECT,
    /** The route of the other path handles the request. */
    IGNORE
}
