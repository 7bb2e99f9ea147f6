package dev.interlock.filter;

import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.IOException;
import java.io.OutputStream;

/** Coding {@code br} (RFC 7932), by brotli4j and its native library. Both may be absent. */
final class BrotliEncoder implements BodyEncoder {
    private static final int BUFFER_BYTES = 4096;

    /** A window of 256 KiB. A larger one takes more memory for each body, and saves little for usual responses. */
    private static final int WINDOW_BITS = 18;

    private final Encoder.Parameters parameters;

    /**
     * Creates an encoder. Only if {@link io.netty.handler.codec.compression.Brotli} is available.
     *
     * @param quality 0 to 11
     */
    BrotliEncoder(int quality) {
        parameters = new Encoder.Parameters().setQuality(quality).setWindow(WINDOW_BITS);
    }

    @Override
    public String coding() {
        return "br";
    }

    @Override
    public OutputStream encode(OutputStream into) throws IOException {
        return new BrotliOutputStream(into, parameters, BUFFER_BYTES);
    }
}
