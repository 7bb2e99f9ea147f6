package dev.interlock.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.recording.segment.SegmentWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Encodes the first message of each segment. Confined to the recorder thread. */
final class SegmentHeader implements SegmentWriter.SegmentHeaders {
    private static final int FIXED64 = 1;

    private final byte[] service;
    private final byte[] build;
    private final long process;
    private long unixOffset = newOffset();

    SegmentHeader(String service, String build, long process) {
        this.service = service.getBytes(UTF_8);
        this.build = build.getBytes(UTF_8);
        this.process = process;
    }

    private static long newOffset() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - System.nanoTime();
    }

    /**
     * Returns the difference between nanoseconds since 1970 and {@link System#nanoTime}. It is constant within a
     * segment, so that intervals are exact.
     */
    long unixOffset() {
        return unixOffset;
    }

    @Override
    public byte[] header(long number) {
        unixOffset = newOffset();
        ByteWriter out = new ByteWriter(128);
        Wire.bytes(1, service, out);
        Wire.bytes(2, build, out);
        out.append((byte) (3 << 3 | FIXED64));
        for (int i = 0; i < Long.BYTES; i++) {
            out.append((byte) (process >>> (8 * i)));
        }
        Wire.number(4, number, out);
        Wire.number(5, System.nanoTime() + unixOffset, out);
        return Arrays.copyOf(out.array(), out.length());
    }
}
