package dev.interlock.http;

/** Which requests of other sites a cookie is sent with (RFC 6265bis section 5.6.7). */
public enum SameSite {
    /** None. */
    STRICT,
    /** Those that lead the user here: links, but neither forms nor images. */
    LAX,
    /** All; allowed of secure cookies only. */
    NONE
}
