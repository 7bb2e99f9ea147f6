package dev.interlock.processor.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;

/**
 * Fixed text in the form that a lookup compares. The lookup compares the first eight bytes and the bytes after these.
 * If more than eight bytes follow, the lookup compares only the last eight bytes of the text. Two fixed texts are equal
 * if a lookup cannot distinguish them.
 */
final class FixedText {
    private static final int WORD = 8;
    /** Length in bytes of the longest text that a lookup compares completely. */
    private static final int EXACT = 2 * WORD - 1;

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
            beyond |= (bytes[i] & 0xffL) << (Byte.SIZE * (i - Math.max(head, bytes.length - WORD)));
        }
        return new FixedText(text, bytes, first, beyond);
    }

    /**
     * Returns the complete text. Equal fixed texts may have different complete texts that a lookup cannot distinguish.
     */
    String text() {
        return text;
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    /** Whether a lookup compares all bytes of this text. */
    boolean isExact() {
        return bytes.length <= EXACT;
    }

    /**
     * Returns the first bytes of the text, at most {@code most}; each character is one byte. Equal fixed texts that are
     * not exact can have different keys if the keys are longer than eight bytes.
     */
    String key(int most) {
        return new String(bytes, 0, Math.min(bytes.length, most), ISO_8859_1);
    }

    /** Whether this text, or an equal fixed text, has the given key of up to {@code most} bytes. */
    boolean mayHave(String key, int most) {
        return key.startsWith(key(isExact() ? most : WORD)) && (!isExact() || key.equals(key(most)));
    }

    /** Returns the combined hash of two texts. A lookup multiplies this hash to find the slot of the texts. */
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
