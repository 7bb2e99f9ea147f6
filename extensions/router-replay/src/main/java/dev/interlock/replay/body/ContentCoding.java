package dev.interlock.replay.body;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Content codings that the JDK can decode. The replay accepts no others from targets. */
public final class ContentCoding {
    private static final int BUFFER = 8192;

    private ContentCoding() {}

    /** Whether {@link #decode} supports a coding. */
    public static boolean isKnown(String coding) {
        return switch (coding.toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip", "deflate", "identity" -> true;
            default -> false;
        };
    }

    /**
     * Decodes a body, up to {@code most} bytes. Returns the bytes before the damage if the body is damaged, and the
     * body unchanged if the coding is unknown.
     *
     * @param coding value of {@code Content-Encoding}, or null
     */
    public static byte[] decode(byte[] body, @Nullable String coding, int most) {
        if (coding == null || body.length == 0) {
            return body;
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(Math.min(most, 4 * body.length));
        try (InputStream input = decoder(body, coding.strip().toLowerCase(Locale.ROOT))) {
            if (input == null) {
                return body;
            }
            byte[] buffer = new byte[BUFFER];
            for (int read = input.read(buffer); read > 0 && decoded.size() < most; read = input.read(buffer)) {
                decoded.write(buffer, 0, Math.min(read, most - decoded.size()));
            }
        } catch (EOFException | ZipException e) {
            return decoded.size() == 0 ? body : decoded.toByteArray();
        } catch (IOException e) {
            throw new AssertionError("streams over memory do not fail", e);
        }
        return decoded.toByteArray();
    }

    private static @Nullable InputStream decoder(byte[] body, String coding) throws IOException {
        InputStream input = new ByteArrayInputStream(body);
        return switch (coding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(input);
            case "deflate" -> new InflaterInputStream(input);
            default -> null;
        };
    }
}
