package dev.interlock.codec;

import dev.interlock.bytes.Slice;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.MediaTypes;
import dev.interlock.http.Request;
import java.util.Locale;
import java.util.Set;

/** Charsets of text bodies. */
public final class Charsets {
    /** Charsets whose bytes are valid UTF-8, in lower case. */
    private static final Set<String> READABLE = Set.of("utf-8", "utf8", "us-ascii");

    private Charsets() {}

    /**
     * Requires a body in UTF-8.
     *
     * @throws HttpException 415 for another charset
     */
    public static void requireUtf8(Request request) {
        Slice contentType = request.contentType();
        String charset = contentType == null ? null : MediaTypes.parameter(contentType, "charset");
        if (charset != null && !READABLE.contains(charset.toLowerCase(Locale.ROOT))) {
            throw new HttpException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The charset of the body is not UTF-8.");
        }
    }
}
