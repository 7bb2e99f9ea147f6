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

    /** A window of 256 KiB. A larger window costs memory for each body, and gains little for usual responses. */
    private static final int WINDOW_BITS = 18;

    private final Encoder.Parameters parameters;

    private Brotli(int quality) {
        parameters = new Encoder.Parameters().setQuality(quality).setWindow(WINDOW_BITS);
    }

    /** Whether brotli4j has a library for this platform on the class path. */
    public static boolean isAvailable() {
        return Brotli4jLoader.isAvailable();
    }

    /**
     * Brotli of quality 4. Quality 5 and higher are far slower than gzip.
     *
     * @throws IllegalStateException unless {@link #isAvailable()}
     */
    public static Brotli standard() {
        return quality(USUAL_QUALITY);
    }

    /**
     * Brotli of another quality.
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

    /** The library cannot distinguish a malformed body from a body that continues after its end. */
    @Override
    public String malformed() {
        return ContentCoding.super.malformed() + ", or is followed by other bytes";
    }
}
