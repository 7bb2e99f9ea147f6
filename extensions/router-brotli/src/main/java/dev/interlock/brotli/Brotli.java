package dev.interlock.brotli;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import dev.interlock.filter.ContentCoding;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.compression.BrotliDecompressor;
import io.netty.handler.codec.compression.Decompressor;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The content coding {@code br} (RFC 7932), implemented by brotli4j. Pass it to {@code Compression.coding} and
 * to {@code Decompression.with}. Immutable.
 */
public final class Brotli implements ContentCoding {
    private static final int USUAL_QUALITY = 4;
    private static final int MAX_QUALITY = 11;
    private static final int BUFFER_BYTES = 4096;

    /**
     * Size of the window as a power of two: 256 KiB. A larger window would need more memory for each body, and would
     * hardly compress usual responses better.
     */
    private static final int WINDOW_BITS = 18;

    private final Encoder.Parameters parameters;

    private Brotli(int quality) {
        parameters = new Encoder.Parameters().setQuality(quality).setWindow(WINDOW_BITS);
    }

    /** Whether the class path has the native library of brotli4j for this platform. */
    public static boolean isAvailable() {
        return Brotli4jLoader.isAvailable();
    }

    /**
     * Returns Brotli of quality 4. Higher qualities are far slower than gzip.
     *
     * @throws IllegalStateException unless {@link #isAvailable()}
     */
    public static Brotli standard() {
        return quality(USUAL_QUALITY);
    }

    /**
     * Returns Brotli of a given quality.
     *
     * @param quality 0 (fast) to 11 (small)
     * @throws IllegalArgumentException for another number
     * @throws IllegalStateException unless {@link #isAvailable()}
     */
    public static Brotli quality(int quality) {
        if (quality < 0 || quality > MAX_QUALITY) {
            throw new IllegalArgumentException("The quality of brotli is 0 to " + MAX_QUALITY + ", not " + quality);
        }
        if (!isAvailable()) {
            throw new IllegalStateException(
                    "brotli4j has no library for this platform. Tip: add com.aayushatharva.brotli4j:native-... to the"
                            + " class path",
                    Brotli4jLoader.getUnavailabilityCause());
        }
        return new Brotli(quality);
    }

    @Override
    public String name() {
        return "br";
    }

    @Override
    public OutputStream encode(OutputStream into) throws IOException {
        return new BrotliOutputStream(into, parameters, BUFFER_BYTES);
    }

    @Override
    public Decompressor decompressor(ByteBufAllocator allocator) {
        return BrotliDecompressor.builder().build(allocator);
    }

    /**
     * Returns one text for two mistakes. The native library does not distinguish a malformed body from a body with
     * extra bytes after its end.
     */
    @Override
    public String malformed() {
        return ContentCoding.super.malformed() + ", or is followed by other bytes";
    }
}
