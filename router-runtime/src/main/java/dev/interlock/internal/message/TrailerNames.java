package dev.interlock.internal.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http.FieldNames;
import dev.interlock.http.HttpHeader;

/**
 * Names of the fields that are allowed only in a header section (RFC 9110 section 6.5.1): fields for framing, routing,
 * request modification, authentication, response control, and understanding of the content.
 */
final class TrailerNames {
    private static final FieldNames FORBIDDEN = FieldNames.ofHeaders(
            // Framing and the connection.
            "connection",
            HttpHeader.CONTENT_LENGTH,
            "http2-settings",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            HttpHeader.TRANSFER_ENCODING,
            "upgrade",
            // Routing.
            "forwarded",
            "host",
            "max-forwards",
            "origin",
            "via",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto",
            // Request modification.
            HttpHeader.ACCEPT,
            "accept-charset",
            HttpHeader.ACCEPT_ENCODING,
            "accept-language",
            HttpHeader.CACHE_CONTROL,
            HttpHeader.EXPECT,
            HttpHeader.IF_MATCH,
            HttpHeader.IF_MODIFIED_SINCE,
            HttpHeader.IF_NONE_MATCH,
            HttpHeader.IF_RANGE,
            HttpHeader.IF_UNMODIFIED_SINCE,
            "pragma",
            "range",
            // Authentication.
            "authorization",
            "cookie",
            "proxy-authenticate",
            "proxy-authorization",
            HttpHeader.SET_COOKIE,
            HttpHeader.WWW_AUTHENTICATE,
            // Response control.
            "age",
            "date",
            "expires",
            HttpHeader.LOCATION,
            HttpHeader.RETRY_AFTER,
            HttpHeader.VARY,
            // Understanding of the content.
            HttpHeader.CONTENT_DISPOSITION,
            HttpHeader.CONTENT_ENCODING,
            "content-language",
            "content-location",
            HttpHeader.CONTENT_RANGE,
            HttpHeader.CONTENT_TYPE);

    private TrailerNames() {}

    /** Returns whether a field with the name, in any case, must not be in a trailer section. */
    static boolean isForbidden(byte[] bytes, int from, int to) {
        return FORBIDDEN.find(bytes, from, to) >= 0;
    }

    /**
     * Checks the name of a field that the application adds to a trailer section.
     *
     * @throws IllegalArgumentException if the field must not be in a trailer section
     */
    static void require(CharSequence name) {
        byte[] bytes = name.toString().getBytes(UTF_8);
        if (isForbidden(bytes, 0, bytes.length)) {
            throw new IllegalArgumentException("A trailer section cannot have the field '" + name
                    + "' (RFC 9110 section 6.5.1). Tip: set it as a header field");
        }
    }
}
