package dev.interlock.internal.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.internal.syntax.FieldSection;

/** Encodes the lines before and after the chunks of a body (RFC 9112 section 7.1). */
public final class Chunks {
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final int DIGIT_BITS = 4;

    private Chunks() {}

    /**
     * Appends the line before a chunk.
     *
     * @param size number of bytes of the chunk, at least 1
     */
    public static void appendSize(ByteWriter into, long size) {
        int digits = Long.SIZE / DIGIT_BITS - Long.numberOfLeadingZeros(size) / DIGIT_BITS;
        for (int i = digits - 1; i >= 0; i--) {
            into.append(HEX[(int) (size >>> (i * DIGIT_BITS)) & 0xf]);
        }
        into.append(LINE_END);
    }

    public static void appendEnd(ByteWriter into) {
        into.append(LINE_END);
    }

    /** Appends the last chunk and the trailer section, which together end the body. */
    public static void appendLast(ByteWriter into, FieldSection trailers) {
        into.append(HEX[0]).append(LINE_END);
        trailers.appendLines(into);
        into.append(LINE_END);
    }
}
