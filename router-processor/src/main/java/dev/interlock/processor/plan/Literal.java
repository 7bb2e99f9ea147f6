package dev.interlock.processor.plan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Fixed text of a segment. A lookup compares two words instead of the text itself. The runtime's {@code DispatchTable}
 * computes the same words from a path.
 *
 * @param text UTF-8 bytes of the text; each character is one byte
 * @param first first eight bytes of the text, with the first byte in the lowest bits. A shorter text is shifted to the
 *     upper end of the word
 * @param beyond bytes after the first eight bytes, shifted to the lower end of the word. If there are more than eight,
 *     only the last eight bytes of the text
 */
record Literal(String text, long first, long beyond) {
    /** Length in bytes of the longest text that the two words contain completely. */
    private static final int EXACT = 15;

    static Literal of(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        int head = Math.min(bytes.length, Long.BYTES);
        long first = word(bytes, 0, head) << (Byte.SIZE * (Long.BYTES - head));
        long beyond = word(bytes, Math.max(head, bytes.length - Long.BYTES), bytes.length);
        return new Literal(new String(bytes, ISO_8859_1), first, beyond);
    }

    /** Whether both literals have the same two words. A lookup cannot distinguish literals with equal words. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Literal literal && first == literal.first && beyond == literal.beyond;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash());
    }

    /** Packs at most eight bytes into a word. The first byte becomes the lowest byte. */
    private static long word(byte[] bytes, int from, int to) {
        long word = 0;
        for (int i = to - 1; i >= from; i--) {
            word = (word << Byte.SIZE) | (bytes[i] & 0xff);
        }
        return word;
    }

    int length() {
        return text.length();
    }

    /** Whether the two words contain the whole text. A lookup then compares the whole text. */
    boolean isExact() {
        return text.length() <= EXACT;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Returns the first bytes of the text, at most eight for each word. Each character is one byte. */
    String key(int words) {
        return text.substring(0, Math.min(length(), words * Long.BYTES));
    }

    /**
     * Returns the hash that the runtime's {@code Lead} computes for a key of two words. The first byte of each word is
     * the lowest byte.
     */
    static long hashOfKey(String key) {
        byte[] bytes = Arrays.copyOf(key.getBytes(ISO_8859_1), 2 * Long.BYTES);
        return hash(word(bytes, 0, Long.BYTES), word(bytes, Long.BYTES, bytes.length));
    }

    /** Returns the hash of the two words of this literal. */
    long hash() {
        return hash(first, beyond);
    }

    /** Returns the hash of two words. The runtime's {@code DispatchTable} computes the same hash. */
    static long hash(long one, long other) {
        return one ^ Long.rotateLeft(other, 23);
    }
}
