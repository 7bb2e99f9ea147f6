package dev.interlock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Names of fields that are only allowed in a header section (RFC 9110 section 6.5.1): fields for framing, routing,
 * request modification, authentication, response control, and understanding of the content.
 */
final class TrailerNames {
    private static final FieldNames FORBIDDEN = FieldNames.ofHeaders(
            // Framing and the connection.
            "connection",
            "content-length",
            "http2-settings",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
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
            "accept",
            "accept-charset",
            "accept-encoding",
            "accept-language",
            "cache-control",
            "expect",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "pragma",
            "range",
            // Authentication.
            "authorization",
            "cookie",
            "proxy-authenticate",
            "proxy-authorization",
            "set-cookie",
            "www-authenticate",
            // Response control.
            "age",
            "date",
            "expires",
            "location",
            "retry-after",
            "vary",
            // The content.
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-location",
            "content-range",
            "content-type");

    private TrailerNames() {}

    /** Whether a trailer section must not have a field with the name, in any case. */
    static boolean isForbidden(byte[] bytes, int from, int to) {
        return FORBIDDEN.find(bytes, from, to) >= 0;
    }

    /**
     * Checks the name of a field that the application adds to a trailer section.
     *
     * @throws IllegalArgumentException when trailer sections must not have it
     */
    static void require(CharSequence name) {
        byte[] bytes = name.toString().getBytes(UTF_8);
        if (isForbidden(bytes, 0, bytes.length)) {
            throw new IllegalArgumentException("A trailer section cannot have the field '" + name
                    + "' (RFC 9110 section 6.5.1). Tip: set it as a header field");
        }
    }
}
