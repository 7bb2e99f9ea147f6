package dev.interlock.internal.message;

import dev.interlock.http.HttpHeader;

/** Fields that describe a representation, in contrast to fields that describe the exchange. */
final class Representations {
    /**
     * Names of the fields that describe a representation, validate it, or control its caching (RFC 9110 section 8, RFC
     * 9111 section 5, RFC 9213).
     */
    static final String[] FIELDS = {
        HttpHeader.CONTENT_TYPE,
        HttpHeader.CONTENT_ENCODING,
        "content-language",
        "content-location",
        HttpHeader.CONTENT_RANGE,
        HttpHeader.CONTENT_DISPOSITION,
        "content-digest",
        "repr-digest",
        HttpHeader.ETAG,
        HttpHeader.LAST_MODIFIED,
        HttpHeader.ACCEPT_RANGES,
        HttpHeader.CACHE_CONTROL,
        "cdn-cache-control",
        "expires",
        "pragma",
        "age"
    };

    private Representations() {}
}
