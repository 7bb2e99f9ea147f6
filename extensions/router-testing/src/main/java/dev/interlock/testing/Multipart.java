package dev.interlock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body of {@code multipart/form-data} (RFC 7578), encoded as browsers encode it.
 *
 * <pre>{@code
 * client.post("/photos")
 *     .multipart(Multipart.of().field("title", "Sea").file("photo", "sea.jpg", "image/jpeg", bytes))
 *     .send();
 * }</pre>
 */
public final class Multipart {
    private static final String BOUNDARY = "----InterlockTestBoundary7MA4YWxkTrZu0gW";

    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    private Multipart() {}

    /** Creates a body without parts. */
    public static Multipart of() {
        return new Multipart();
    }

    /** Adds a field that is not a file. */
    public Multipart field(String name, String value) {
        return part(disposition(name, null), null, value.getBytes(UTF_8));
    }

    /** Adds a file. */
    public Multipart file(String name, String fileName, String contentType, byte[] content) {
        return part(disposition(name, fileName), contentType, content);
    }

    /**
     * Adds a part with the given header fields.
     *
     * @param disposition value of the Content-Disposition field
     * @param contentType value of the Content-Type field; null for no field
     */
    public Multipart part(String disposition, @Nullable String contentType, byte[] content) {
        String type = contentType == null ? "" : "Content-Type: " + contentType + "\r\n";
        write("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n" + type + "\r\n");
        parts.writeBytes(content);
        write("\r\n");
        return this;
    }

    private static String disposition(String name, @Nullable String fileName) {
        String file = fileName == null ? "" : "; filename=\"" + escaped(fileName) + "\"";
        return "form-data; name=\"" + escaped(name) + "\"" + file;
    }

    /** Escapes a name as browsers do (WHATWG HTML section 4.10.21.8). */
    private static String escaped(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private void write(String text) {
        parts.writeBytes(text.getBytes(UTF_8));
    }

    /** Returns the media type with the parameter {@code boundary}. */
    public String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    /** Returns the encoded body. */
    public byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(parts.toByteArray());
        all.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return all.toByteArray();
    }
}
