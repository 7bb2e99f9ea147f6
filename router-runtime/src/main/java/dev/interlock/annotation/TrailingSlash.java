package dev.interlock.annotation;

/** Response to a path that only matches a route after a slash at its end is added or removed. */
public enum TrailingSlash {
    /** The response is 404. */
    STRICT,
    /** The response is 308 (RFC 9110 section 15.4.9). Its location is the other path with the query. */
    REDIRECT,
    /** The route of the other path answers. */
    IGNORE
}
