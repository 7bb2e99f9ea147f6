package dev.interlock.filter;

import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;

/** The coding {@code br} (RFC 7932), by brotli4j and its library for the platform, which both may be absent. */
final class BrotliEncoder implements BodyEncoder {
    private static final int BUFFER_BYTES = 4096;

    /** A window of 256 KiB: a larger one costs memory for each body, and gains little for what services answer. */
    private static final int WINDOW_BITS = 18;

    private final Encoder.Parameters parameters;
    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * An encoder; to be called only if {@link io.netty.handler.codec.compression.Brotli} is available.
     *
     * @param quality 0 to 11
     * @param most bodies at a time before it is busy
     */
    BrotliEncoder(int quality, int most) {
        parameters = new Encoder.Parameters().setQuality(quality).setWindow(WINDOW_BITS);
        this.most = most;
    }

    @Override
    public String coding() {
        return "br";
    }

    @Override
    public boolean isBusy() {
        return open.get() >= most;
    }

    @Override
    public OutputStream encode(OutputStream into) throws IOException {
        BrotliOutputStream brotli = new BrotliOutputStream(into, parameters, BUFFER_BYTES);
        open.incrementAndGet();
        return new Counted(brotli);
    }

    /** Tells when it is closed, and closes once: the library frees its memory each time. */
    private final class Counted extends OutputStream {
        private final BrotliOutputStream brotli;
        private boolean closed;

        Counted(BrotliOutputStream brotli) {
            this.brotli = brotli;
        }

        @Override
        public void write(int octet) throws IOException {
            brotli.write(octet);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            brotli.write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            brotli.flush();
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
                brotli.close();
            }
        }
    }
}
