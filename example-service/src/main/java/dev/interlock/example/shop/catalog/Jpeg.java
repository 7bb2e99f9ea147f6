package dev.interlock.example.shop.catalog;

import dev.interlock.example.shop.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Recognizes JPEG files. */
final class Jpeg {
    /** The marker SOI, and the first byte of the marker that follows it (ITU-T T.81 annex B). */
    private static final byte[] START = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    private Jpeg() {}

    static boolean isJpeg(byte[] bytes) {
        return bytes.length > START.length && Arrays.equals(bytes, 0, START.length, START, 0, START.length);
    }

    /**
     * Reads an image to its end.
     *
     * @throws Refusal if the stream does not begin like a JPEG image; the rest of the stream is then not read
     */
    static byte[] read(InputStream in) throws IOException {
        byte[] start = in.readNBytes(START.length + 1);
        if (!isJpeg(start)) {
            throw Refusal.invalid("The body is not a JPEG image.");
        }
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        image.write(start);
        in.transferTo(image);
        return image.toByteArray();
    }
}
