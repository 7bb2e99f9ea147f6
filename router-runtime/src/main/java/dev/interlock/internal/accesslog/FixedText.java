package dev.interlock.internal.accesslog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.bytes.Swar;
import java.util.Arrays;

/**
 * Escaped text that is written to many lines. It is padded to whole words, so that one or two stores write most texts.
 * Immutable.
 */
final class FixedText {
    /** The text, and zeros up to a whole number of words, at least two. */
    private final byte[] words;

    private final long first;
    private final long second;
    private final int length;

    private FixedText(byte[] words, int length) {
        this.words = words;
        this.length = length;
        first = Swar.word(words, 0);
        second = Swar.word(words, Long.BYTES);
    }

    static FixedText of(String ascii) {
        byte[] bytes = ascii.getBytes(US_ASCII);
        return of(bytes, bytes.length);
    }

    /** Returns a copy of the first bytes. */
    static FixedText of(byte[] bytes, int length) {
        int whole = (length + Long.BYTES - 1) & -Long.BYTES;
        return new FixedText(Arrays.copyOf(Arrays.copyOf(bytes, length), Math.max(2 * Long.BYTES, whole)), length);
    }

    int length() {
        return length;
    }

    /** Copies the text and up to eight more bytes to an index. Returns the index after the text. */
    int copyTo(byte[] target, int at) {
        Swar.put(target, at, first);
        if (length > Long.BYTES) {
            Swar.put(target, at + Long.BYTES, second);
            for (int i = 2 * Long.BYTES; i < length; i += Long.BYTES) {
                Swar.put(target, at + i, Swar.word(words, i));
            }
        }
        return at + length;
    }

    /** Returns the text, and zeros up to a whole number of words. The caller must not change the array. */
    byte[] words() {
        return words;
    }
}
