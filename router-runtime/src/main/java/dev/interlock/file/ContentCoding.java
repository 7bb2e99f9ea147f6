package dev.interlock.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.RequestHead;
import dev.interlock.internal.negotiate.AcceptEncoding;

/**
 * Content coding of a compressed file next to the original (RFC 9110 section 8.4.1). The constants are in the order of
 * preference.
 */
enum ContentCoding {
    BROTLI("br", ".br"),
    GZIP("gzip", ".gz");

    private final String token;

    /** Name of the coding as bytes. */
    @SuppressWarnings("ImmutableEnumChecker") // nobody changes the array
    private final byte[] name;

    private final String suffix;

    ContentCoding(String token, String suffix) {
        this.token = token;
        this.suffix = suffix;
        name = token.getBytes(US_ASCII);
    }

    /** Returns the name of the coding in Content-Encoding. */
    String token() {
        return token;
    }

    /** Returns the suffix that is appended to the file's name. */
    String suffix() {
        return suffix;
    }

    /** Whether the request states that the client accepts the coding. */
    boolean isAcceptedBy(RequestHead head) {
        return AcceptEncoding.quality(head, name) > 0;
    }
}
