package dev.interlock.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.AcceptEncoding;
import dev.interlock.http.RequestHead;

/** How a file that lies compressed beside another is encoded (RFC 9110 section 8.4.1); the better one first. */
enum ContentCoding {
    BROTLI("br", ".br"),
    GZIP("gzip", ".gz");

    private final String token;

    /** The same in bytes. */
    @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
    private final byte[] name;

    private final String suffix;

    ContentCoding(String token, String suffix) {
        this.token = token;
        this.suffix = suffix;
        name = token.getBytes(US_ASCII);
    }

    /** As Content-Encoding names it. */
    String token() {
        return token;
    }

    /** What the name of the compressed file has behind that of the other. */
    String suffix() {
        return suffix;
    }

    /** Whether the client of a request takes it, and says so. */
    boolean isAcceptedBy(RequestHead head) {
        return AcceptEncoding.quality(head, name) > 0;
    }
}
