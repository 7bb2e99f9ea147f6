package dev.interlock.internal.message;

import dev.interlock.http.Problem;
import dev.interlock.http.RequestHead;
import dev.interlock.internal.negotiate.Accept;
import dev.interlock.internal.syntax.MediaRange;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Data about the request in which a problem occurred. The document of a {@link Problem} contains the data. This object
 * remains valid after the request.
 *
 * @param instance path of the request as a URI reference (RFC 9457 section 3.1.5), or null to omit it
 * @param requestId id of the request, under which the log has further details
 * @param negotiated whether the document's type depends on the Accept field of the request
 * @param plainJson whether the document's type is {@code application/json}, because the client does not accept
 *     {@code application/problem+json}
 */
public record Occurrence(@Nullable String instance, String requestId, boolean negotiated, boolean plainJson) {
    private static final MediaRange PROBLEM_JSON = MediaRange.parse(Problem.MEDIA_TYPE);
    private static final MediaRange JSON = MediaRange.parse("application/json");
    private static final String NO_URI = "\"<>\\^`{|}";

    /** Creates the occurrence for a request with a valid head. */
    public static Occurrence of(RequestHead head, String requestId) {
        return of(head, requestId, false);
    }

    /**
     * Creates the occurrence for a request with a valid head.
     *
     * @param secretPath whether to hide the path
     */
    static Occurrence of(RequestHead head, String requestId, boolean secretPath) {
        boolean wasRead = head.methodTo() > head.methodFrom();
        boolean plainJson = Accept.preference(PROBLEM_JSON, head) == 0 && Accept.preference(JSON, head) > 0;
        return new Occurrence(secretPath ? null : instance(head), requestId, wasRead, plainJson);
    }

    /**
     * Returns the path as received, with escapes for bytes that a URI cannot contain. Returns null if the target has no
     * path.
     */
    private static @Nullable String instance(RequestHead head) {
        byte[] bytes = head.bytes();
        int from = head.pathFrom();
        int to = head.pathTo();
        if (from == to || bytes[from] != '/') {
            return null;
        }
        StringBuilder path = new StringBuilder(to - from);
        if (to - from > 1 && bytes[from + 1] == '/') {
            // In a URI reference, two slashes precede a host name (RFC 3986 section 4.2). The path with "/." in front
            // is equivalent.
            path.append("/.");
        }
        for (int i = from; i < to; i++) {
            append(path, bytes[i]);
        }
        return path.toString();
    }

    private static void append(StringBuilder path, byte octet) {
        if (octet > ' ' && octet < 0x7f && NO_URI.indexOf(octet) < 0) {
            path.append((char) octet);
        } else {
            path.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
        }
    }
}
