package dev.interlock.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.Slice;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.Objects;

/**
 * Reads well-formed UTF-8 as text. Decodes the bytes directly into the caller's arrays. An {@code InputStreamReader}
 * would allocate a buffer of 8 KiB for each body. The reader may be used only while the bytes are valid.
 */
final class Utf8Reader extends Reader {
    private static final char NONE = 0;

    private final ByteBuffer bytes;
    private final CharsetDecoder decoder = UTF_8.newDecoder();
    /**
     * Second half of a surrogate pair whose first half was the last character of the previous array. {@link #NONE} if
     * there is none.
     */
    private char low = NONE;

    Utf8Reader(Slice text) {
        bytes = ByteBuffer.wrap(text.array(), text.offset(), text.length());
    }

    @Override
    public int read(char[] into, int from, int length) {
        Objects.checkFromIndexSize(from, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (low == NONE && !bytes.hasRemaining()) {
            return -1;
        }
        CharBuffer target = CharBuffer.wrap(into, from, length);
        if (low != NONE) {
            target.put(low);
            low = NONE;
        }
        decoder.decode(bytes, target, true);
        if (target.hasRemaining() && bytes.hasRemaining()) {
            split(target);
        }
        return length - target.remaining();
    }

    /**
     * Splits a surrogate pair if the array has space for only one half. Otherwise, {@code read} would return 0
     * characters forever.
     */
    private void split(CharBuffer target) {
        CharBuffer pair = CharBuffer.allocate(2);
        decoder.decode(bytes, pair, true);
        target.put(pair.get(0));
        low = pair.get(1);
    }

    @Override
    public void close() {
        // There is nothing to release.
    }
}
