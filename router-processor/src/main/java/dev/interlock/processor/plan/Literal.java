package dev.interlock.processor.plan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Fixed text as dispatch compares it: by two words. The runtime's {@code DispatchTable} computes the same words from a
 * path.
 *
 * @param text UTF-8 bytes of the text, one character each
 * @param first first eight bytes, the lowest byte first; a shorter text is shifted to the upper end
 * @param beyond bytes after these, at most the last eight, shifted to the lower end
 */
record Literal(String text, long first, long beyond) {
    /** Length of the longest text that the two words contain completely. */
    private static final int EXACT = 15;

    static Literal of(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        int head = Math.min(bytes.length, Long.BYTES);
        long first = word(bytes, 0, head) << (Byte.SIZE * (Long.BYTES - head));
        long beyond = word(bytes, Math.max(head, bytes.length - Long.BYTES), bytes.length);
        return new Literal(new String(bytes, ISO_8859_1), first, beyond);
    }

    /** Compares the two words: texts that a lookup cannot tell apart are one literal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Literal literal && first == literal.first && beyond == literal.beyond;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash());
    }

    /** Packs at most eight bytes into a word. The first byte is the lowest. */
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

    /** Whether a comparison of the words compares the whole text. */
    boolean isExact() {
        return text.length() <= EXACT;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Returns the first bytes, at most eight for each word, one character each. */
    String key(int words) {
        return text.substring(0, Math.min(length(), words * Long.BYTES));
    }

    /**
     * Returns the hash that the runtime's {@code Lead} computes for a key of two words. The first byte of each word is
     * the lowest.
     */
    static long hashOfKey(String key) {
        byte[] bytes = Arrays.copyOf(key.getBytes(ISO_8859_1), 2 * Long.BYTES);
        return hash(word(bytes, 0, Long.BYTES), word(bytes, Long.BYTES, bytes.length));
    }

    /** Combines the two words into one. */
    long hash() {
        return hash(first, beyond);
    }

    /** Combines two words into one, like the runtime's {@code DispatchTable}. */
    static long hash(long one, long other) {
        return one ^ Long.rotateLeft(other, 23);
    }
}
