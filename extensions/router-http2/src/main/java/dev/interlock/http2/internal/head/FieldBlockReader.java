package dev.interlock.http2.internal.head;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.error.Violation;
import dev.interlock.http2.internal.hpack.FieldSink;
import dev.interlock.http2.internal.hpack.HpackDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the field blocks of a connection from the fragments in HEADERS and CONTINUATION. Only the bytes of an
 * incomplete field are kept until the next fragment. Used only by the thread of its event loop.
 */
public final class FieldBlockReader {
    /** Size above which the buffer of an incomplete field is freed after its block. */
    private static final int RETAINED_BYTES = 256;

    private final HpackDecoder decoder;
    private final HeadLimits limits;
    /** Bytes of an incomplete field. */
    private final ByteWriter rest = new ByteWriter(0);

    /** Bytes of the block so far. */
    private int bytes;
    /** Frames of the block so far. */
    private int frames;

    public FieldBlockReader(HpackDecoder decoder, HeadLimits limits) {
        this.decoder = decoder;
        this.limits = limits;
    }

    /** Returns the number of bytes for which {@link #begin} makes room in the buffer of the section. */
    int room() {
        return decoder.room(limits.section());
    }

    /** Returns the bytes of heap that the reader holds between fragments and between blocks. */
    public int heldBytes() {
        return rest.array().length + decoder.heldBytes();
    }

    /** Begins a block; see {@link HpackDecoder#begin}. */
    public void begin(ByteWriter into, FieldSink sink) {
        decoder.begin(into, sink, limits.section());
        bytes = 0;
        frames = 0;
    }

    /** Returns whether the section of the block exceeds its limit. */
    public boolean isOverLimit() {
        return decoder.isOverLimit();
    }

    /**
     * Reads a fragment.
     *
     * @param last whether the block ends with the fragment
     * @return violation that ends the connection, or null
     */
    public @Nullable Violation read(byte[] fragment, int from, int to, boolean last) {
        if (++frames > limits.blockFrames()) {
            return Violation.MANY_CONTINUATIONS;
        }
        bytes += to - from;
        if (bytes > limits.blockBytes()) {
            return Violation.LARGE_BLOCK;
        }
        boolean complete = rest.isEmpty() ? direct(fragment, from, to) : joined(fragment, from, to);
        Violation found = decoder.violation();
        if (found == null && last) {
            rest.clear(RETAINED_BYTES);
            found = decoder.end(complete);
        }
        return found;
    }

    /** Decodes a fragment in place, and keeps the bytes of an incomplete field. Returns whether there are none. */
    private boolean direct(byte[] fragment, int from, int to) {
        int next = decoder.decode(fragment, from, to);
        if (next != HpackDecoder.FAILED && next < to) {
            rest.append(fragment, next, to);
        }
        return next == to;
    }

    /** Decodes the kept bytes and a fragment together. Returns whether the fragment completes the last field. */
    private boolean joined(byte[] fragment, int from, int to) {
        rest.append(fragment, from, to);
        int next = decoder.decode(rest.array(), 0, rest.length());
        if (next != HpackDecoder.FAILED) {
            rest.remove(0, next);
        }
        return rest.isEmpty();
    }

    /** Frees the kept bytes after the connection has failed or closed. */
    public void close() {
        rest.clear(0);
    }
}
