package dev.interlock.http;

import dev.interlock.bytes.Slice;
import org.jspecify.annotations.Nullable;

/**
 * A part of a {@code multipart/form-data} body (RFC 7578). It has bytes of its own and stays valid after the request.
 *
 * @param name the name of the form's field
 * @param fileName the name that the client gives the file, or null for a field that is none; never to be used as a path
 * @param contentType the media type that the client declares; {@code text/plain} if it declares none (section 4.4)
 * @param content the bytes; those of a field that is no file are UTF-8, whatever charset it was sent in
 */
public record BodyPart(String name, @Nullable String fileName, String contentType, Slice content) {
    /** The content read as UTF-8; malformed input becomes U+FFFD. */
    public String text() {
        return content.toString();
    }
}
