package dev.interlock.processor.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;

/**
 * Fixed text as a lookup compares it: by its length, its first eight bytes and its last eight. Two texts are equal if a
 * lookup cannot tell them apart.
 */
final class FixedText {
    private static final int WORD = 8;
    /** Length of the longest text that a lookup compares as a whole. */
    private static final int EXACT = 2 * WORD;

    private final String text;
    private final int length;
    private final long first;
    private final long last;

    private FixedText(String text, int length, long first, long last) {
        this.text = text;
        this.length = length;
        this.first = first;
        this.last = last;
    }

    static FixedText of(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        int head = Math.min(bytes.length, WORD);
        long first = 0;
        for (int i = 0; i < head; i++) {
            first |= (bytes[i] & 0xffL) << (Byte.SIZE * (WORD - head + i));
        }
        long last = 0;
        for (int i = 0; bytes.length > WORD && i < WORD; i++) {
            last |= (bytes[bytes.length - WORD + i] & 0xffL) << (Byte.SIZE * i);
        }
        return new FixedText(text, bytes.length, first, last);
    }

    /** The text itself; equal fixed texts may have another one. */
    String text() {
        return text;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Whether a lookup that finds this has seen every byte of the text. */
    boolean isExact() {
        return length <= EXACT;
    }

    /** The first eight bytes, the lowest byte first, zeros behind a shorter text. */
    long key() {
        return length == 0 ? 0 : first >>> (Byte.SIZE * (WORD - Math.min(length, WORD)));
    }

    /** Hash of two texts, which a node multiplies to find their slot. */
    static long hash(FixedText one, FixedText other) {
        return mix(mix(one.first, one.last), mix(other.first, other.last));
    }

    private static long mix(long one, long other) {
        return one ^ ((other << 23) | (other >>> 41));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FixedText that && length == that.length && first == that.first && last == that.last;
    }

    @Override
    public int hashCode() {
        return Objects.hash(length, first, last);
    }

    @Override
    public String toString() {
        return text;
    }
}
