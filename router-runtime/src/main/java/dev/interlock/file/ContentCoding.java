package dev.interlock.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.AcceptEncoding;
import dev.interlock.http.RequestHead;

/** Content coding of a compressed file next to the original (RFC 9110 section 8.4.1). The better coding comes first. */
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

    /** Name in Content-Encoding. */
    String token() {
        return token;
    }

    /** Suffix that the name of the compressed file has in addition. */
    String suffix() {
        return suffix;
    }

    /** Whether the client states that it accepts the coding. */
    boolean isAcceptedBy(RequestHead head) {
        return AcceptEncoding.quality(head, name) > 0;
    }
}
