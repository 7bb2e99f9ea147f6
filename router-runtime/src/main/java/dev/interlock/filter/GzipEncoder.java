package dev.interlock.filter;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Encodes {@code gzip} with the deflaters of the JDK. A deflater holds 256 KiB outside of the heap. This class reuses
 * deflaters; the JDK's own gzip stream would create one each time.
 */
final class GzipEncoder implements BodyEncoder {
    private static final int BUFFER_BYTES = 4096;

    /** Limit on idle deflaters. After a burst of requests, further deflaters are freed. */
    private static final int POOLED = 32;

    /** Header of a member without name and time, from an unknown system (RFC 1952 section 2.3). */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final int level;
    private final ConcurrentLinkedQueue<Deflater> pool = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pooled = new AtomicInteger();

    /**
     * Creates an encoder without deflaters.
     *
     * @param level level of compression, 1 to 9
     */
    GzipEncoder(int level) {
        this.level = level;
    }

    @Override
    public String coding() {
        return "gzip";
    }

    @Override
    public OutputStream encode(OutputStream into) throws IOException {
        Deflater deflater = pool.poll();
        if (deflater == null) {
            deflater = new Deflater(level, true);
        } else {
            pooled.decrementAndGet();
        }
        return new Gzip(into, deflater);
    }

    private void giveBack(Deflater deflater) {
        if (pooled.incrementAndGet() <= POOLED) {
            deflater.reset();
            pool.add(deflater);
        } else {
            pooled.decrementAndGet();
            deflater.end();
        }
    }

    private final class Gzip extends DeflaterOutputStream {
        private final CRC32 checksum = new CRC32();
        private @Nullable Deflater borrowed;

        Gzip(OutputStream into, Deflater deflater) throws IOException {
            super(into, deflater, BUFFER_BYTES, true);
            borrowed = deflater;
            into.write(HEADER);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            super.write(bytes, from, length);
            checksum.update(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            Deflater deflater = borrowed;
            if (deflater == null) {
                return;
            }
            borrowed = null;
            try {
                finish();
                writeInt((int) checksum.getValue());
                // RFC 1952 section 2.3.1: the size modulo 2^32.
                writeInt((int) deflater.getBytesRead());
            } finally {
                giveBack(deflater);
            }
        }

        private void writeInt(int value) throws IOException {
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                out.write(value >>> shift);
            }
        }
    }
}
