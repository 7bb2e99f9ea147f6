package dev.interlock.http;

/** Requests from other sites that include a cookie (RFC 6265bis section 5.6.7). */
public enum SameSite {
    /** No requests. */
    STRICT,
    /** Requests by which the user comes to this site, such as links, but not forms or images. */
    LAX,
    /** All requests. Only allowed for secure cookies. */
    NONE
}
