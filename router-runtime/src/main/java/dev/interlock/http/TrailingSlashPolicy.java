package dev.interlock.http;

/** What becomes of a path that no route matches, but that one would with or without a slash at its end. */
public enum TrailingSlashPolicy {
    /** It is answered 404. */
    STRICT,
    /** It is answered 308 (RFC 9110 section 15.4.9) with the other path, and the query, as its location. */
    REDIRECT,
    /** It is answered by the route of the other path. */
    IGNORE
}
