package dev.interlock.internal.http1;

import dev.interlock.internal.engine.Rejection;

/** Reason to reject a request: the status of the response, a sentence for the client, and the violated rule. */
public enum Refusal implements Rejection {
    EMPTY_LINES(400, "Too many empty lines before the request line", "RFC 9112 section 2.2"),
    BARE_CR(400, "A carriage return has no line feed after it", "RFC 9112 section 2.2"),
    BARE_LF(400, "A line feed has no carriage return before it", "RFC 9112 section 2.2"),
    CONTROL_BYTE(400, "The request head has a control character", "RFC 9110 section 5.5"),
    MALFORMED_METHOD(400, "The method is not a token followed by one space", "RFC 9112 section 3.1"),
    MALFORMED_TARGET(400, "The request target is malformed", "RFC 9112 section 3.2"),
    MALFORMED_VERSION(400, "The HTTP version is malformed", "RFC 9112 section 2.3"),
    UNSUPPORTED_VERSION(505, "Only HTTP/1.1 and HTTP/1.0 are supported", "RFC 9110 section 15.6.6"),
    LONG_REQUEST_LINE(414, "The request line is too long", "RFC 9112 section 3"),
    LARGE_HEAD(431, "The request head is too large", "RFC 6585 section 5"),
    MANY_FIELDS(431, "The request has too many header fields", "RFC 6585 section 5"),
    EMPTY_NAME(400, "A header field has no name", "RFC 9112 section 5"),
    MALFORMED_NAME(400, "A header field name is not a token", "RFC 9110 section 5.1"),
    SPACE_BEFORE_COLON(400, "A field name has white space before its colon", "RFC 9112 section 5.1"),
    FOLDED_LINE(400, "A header line begins with white space", "RFC 9112 section 5.2"),
    MISSING_HOST(400, "HTTP/1.1 requires a Host header field", "RFC 9112 section 3.2"),
    DUPLICATE_HOST(400, "The request has more than one Host header field", "RFC 9112 section 3.2"),
    MALFORMED_HOST(400, "The Host header field is malformed", "RFC 9112 section 3.2"),
    MALFORMED_LENGTH(400, "Content-Length is not one decimal number", "RFC 9112 section 6.3"),
    DUPLICATE_LENGTH(400, "The request has more than one Content-Length", "RFC 9112 section 6.3"),
    TWO_LENGTHS(400, "The request has both Content-Length and Transfer-Encoding", "RFC 9112 section 6.1"),
    OLD_TRANSFER_ENCODING(400, "HTTP/1.0 does not support Transfer-Encoding", "RFC 9112 section 6.1"),
    CHUNKED_NOT_LAST(400, "Only the last transfer coding may, and must, be chunked", "RFC 9112 section 6.3"),
    UNKNOWN_CODING(501, "The only supported transfer coding is chunked", "RFC 9112 section 6.1"),
    MALFORMED_CHUNK_SIZE(400, "A chunk size is not a hexadecimal number", "RFC 9112 section 7.1"),
    LARGE_CHUNK_SIZE(400, "A chunk size is too large", "RFC 9112 section 7.1"),
    MALFORMED_EXTENSION(400, "A chunk extension is malformed", "RFC 9112 section 7.1.1"),
    LONG_EXTENSIONS(400, "The chunk extensions are too long", "RFC 9112 section 7.1.1"),
    MALFORMED_CHUNK_END(400, "A chunk has no line end after it", "RFC 9112 section 7.1"),
    MALFORMED_TRAILER(400, "A trailer field is malformed", "RFC 9112 section 7.1.2"),
    LARGE_TRAILERS(431, "The trailer section is too large", "RFC 6585 section 5"),
    LARGE_BODY(413, "The request body is too large", "RFC 9110 section 15.5.14");

    private final int status;
    private final String detail;
    private final String rule;

    Refusal(int status, String detail, String rule) {
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
}
