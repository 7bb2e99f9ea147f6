package dev.interlock.codec;

import dev.interlock.bytes.Slice;
import dev.interlock.http.HttpException;
import dev.interlock.http.MediaTypes;
import dev.interlock.http.Request;
import java.util.Locale;
import java.util.Set;

/** Charsets of bodies. */
final class Charsets {
    /** Charsets, in lower case, whose text is also valid UTF-8. */
    private static final Set<String> READABLE = Set.of("utf-8", "utf8", "us-ascii");

    private Charsets() {}

    /** @throws HttpException 415 for a charset other than UTF-8 */
    static void requireUtf8(Request request) {
        Slice contentType = request.contentType();
        String charset = contentType == null ? null : MediaTypes.parameter(contentType, "charset");
        if (charset != null && !READABLE.contains(charset.toLowerCase(Locale.ROOT))) {
            throw new HttpException(415, "The charset of the body is not UTF-8.");
        }
    }
}
