package dev.interlock.processor.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;

/**
 * Fixed text as a lookup compares it: by its first eight bytes and the bytes beyond these, or the last eight if there are
 * more than eight of them. Two texts are equal if a lookup cannot tell them apart.
 */
final class FixedText {
    private static final int WORD = 8;
    /** Length of the longest text that a lookup compares as a whole. */
    private static final int EXACT = 2 * WORD;

    private final String text;
    private final byte[] bytes;
    private final long first;
    private final long beyond;

    private FixedText(String text, byte[] bytes, long first, long beyond) {
        this.text = text;
        this.bytes = bytes;
        this.first = first;
        this.beyond = beyond;
    }

    static FixedText of(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        int head = Math.min(bytes.length, WORD);
        long first = 0;
        for (int i = 0; i < head; i++) {
            first |= (bytes[i] & 0xffL) << (Byte.SIZE * (WORD - head + i));
        }
        long beyond = 0;
        for (int i = Math.max(head, bytes.length - WORD); i < bytes.length; i++) {
            beyond |= (bytes[i] & 0xffL) << (Byte.SIZE * (WORD - bytes.length + i));
        }
        if (bytes.length > EXACT) {
            // Marks a longer text, as no text has a NUL: the second of the last eight bytes is not compared.
            beyond &= ~(0xffL << Byte.SIZE);
        }
        return new FixedText(text, bytes, first, beyond);
    }

    /** The text itself; equal fixed texts may have another one. */
    String text() {
        return text;
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    /** Whether a lookup that finds this has seen every byte of the text. */
    boolean isExact() {
        return bytes.length <= EXACT;
    }

    /** The first 16 bytes, one character each. Equal fixed texts that are not exact may have another key. */
    String key() {
        return new String(bytes, 0, Math.min(bytes.length, Tables.KEY), ISO_8859_1);
    }

    /** Whether a text that is equal to this one may have a key. */
    boolean mayHave(String key) {
        return isExact() ? key().equals(key) : key.startsWith(new String(bytes, 0, WORD, ISO_8859_1));
    }

    /** Hash of two texts, which a node multiplies to find their slot. */
    static long hash(FixedText one, FixedText other) {
        return mix(mix(one.first, one.beyond), mix(other.first, other.beyond));
    }

    static long mix(long one, long other) {
        return one ^ ((other << 23) | (other >>> 41));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FixedText that && first == that.first && beyond == that.beyond;
    }

    @Override
    public int hashCode() {
        return Objects.hash(first, beyond);
    }

    @Override
    public String toString() {
        return text;
    }
}
