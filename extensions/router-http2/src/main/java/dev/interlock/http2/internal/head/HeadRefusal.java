package dev.interlock.http2.internal.head;

import dev.interlock.internal.engine.Rejection;

/**
 * Reason to reject a request because of its header section. A rejection ends only the stream of the request (RFC 9113
 * section 8.1.1).
 */
public enum HeadRefusal implements Rejection {
    MALFORMED_NAME(400, "A field name is not a lowercase token", "RFC 9113 section 8.2.1"),
    MALFORMED_VALUE(
            400, "A field value has a control character, or begins or ends with white space", "RFC 9113 section 8.2.1"),
    CONNECTION_FIELD(400, "A field is specific to connections of HTTP/1", "RFC 9113 section 8.2.2"),
    TE_NOT_TRAILERS(400, "The TE field may only be \"trailers\"", "RFC 9113 section 8.2.2"),
    LATE_PSEUDO_FIELD(400, "A pseudo-header field follows a regular field", "RFC 9113 section 8.3"),
    UNKNOWN_PSEUDO_FIELD(400, "A pseudo-header field is not allowed here", "RFC 9113 section 8.3"),
    DUPLICATE_PSEUDO_FIELD(400, "The request has a pseudo-header field twice", "RFC 9113 section 8.3"),
    MISSING_PSEUDO_FIELD(400, "The request lacks a pseudo-header field", "RFC 9113 section 8.3.1"),
    MALFORMED_METHOD(400, "The method is not a token", "RFC 9110 section 9.1"),
    MALFORMED_SCHEME(400, "The scheme is neither http nor https", "RFC 9113 section 8.3.1"),
    MALFORMED_PATH(400, "The path is malformed", "RFC 9113 section 8.3.1"),
    MALFORMED_AUTHORITY(400, "The authority is malformed", "RFC 9113 section 8.3.1"),
    MISSING_AUTHORITY(400, "The request has neither an authority nor a Host field", "RFC 9113 section 8.3.1"),
    DUPLICATE_HOST(400, "The request has more than one Host field", "RFC 9110 section 7.2"),
    MALFORMED_HOST(400, "The Host field is malformed", "RFC 9110 section 7.2"),
    OTHER_HOST(400, "The Host field differs from the authority", "RFC 9113 section 8.3.1"),
    CONNECT_WITH_PATH(400, "CONNECT has a scheme or a path", "RFC 9113 section 8.5"),
    UNEXPECTED_PROTOCOL(400, "The request cannot have the pseudo-header field :protocol", "RFC 8441 section 4"),
    MALFORMED_LENGTH(400, "Content-Length is not one decimal number", "RFC 9110 section 8.6"),
    DUPLICATE_LENGTH(400, "The request has more than one Content-Length", "RFC 9110 section 8.6"),
    MISSING_BODY(400, "The request has a Content-Length but no body", "RFC 9113 section 8.1.1"),
    LONG_PATH(414, "The path is too long", "RFC 9110 section 15.5.15"),
    LARGE_SECTION(431, "The request head is too large", "RFC 6585 section 5"),
    MANY_FIELDS(431, "The request has too many header fields", "RFC 6585 section 5");

    private final int status;
    private final String detail;
    private final String rule;

    HeadRefusal(int status, String detail, String rule) {
        this.status = status;
        this.detail = detail;
        this.rule = rule;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public String rule() {
        return rule;
    }

    /**
     * Returns whether the request is malformed (RFC 9113 section 8.1.1). Its stream then also gets RST_STREAM with
     * PROTOCOL_ERROR.
     */
    public boolean isMalformed() {
        return status == 400;
    }
}
