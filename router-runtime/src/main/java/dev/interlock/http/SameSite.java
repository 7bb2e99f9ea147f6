package dev.interlock.http;

/** Requests from other sites that include a cookie (RFC 6265bis section 5.6.7). */
public enum SameSite {
    /** No requests from other sites. */
    STRICT,
    /** Only requests by which the user navigates to this site, such as links, but not POST forms or images. */
    LAX,
    /** All requests from other sites. Only allowed for secure cookies. */
    NONE
}
