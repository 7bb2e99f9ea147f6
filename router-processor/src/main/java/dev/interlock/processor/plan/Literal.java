package dev.interlock.processor.plan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Fixed text as dispatch compares it: by two words. The runtime's {@code DispatchTable} computes the same from a path.
 *
 * @param text its UTF-8 bytes, one character each
 * @param first the first eight bytes, the lowest byte first; of a shorter text, shifted to the upper end
 * @param beyond the bytes beyond these, at most the last eight, shifted to the lower end
 */
record Literal(String text, long first, long beyond) {
    /** The longest text of which the two words leave no byte unknown. */
    private static final int EXACT = 15;

    static Literal of(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        int head = Math.min(bytes.length, Long.BYTES);
        long first = word(bytes, 0, head) << (Byte.SIZE * (Long.BYTES - head));
        long beyond = word(bytes, Math.max(head, bytes.length - Long.BYTES), bytes.length);
        return new Literal(new String(bytes, ISO_8859_1), first, beyond);
    }

    /** Two texts are one literal if a lookup cannot tell them apart. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Literal literal && first == literal.first && beyond == literal.beyond;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash());
    }

    /** The bytes of a range of at most eight, the first of them lowest. */
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

    /** Whether a comparison by words is a comparison of the text. */
    boolean isExact() {
        return text.length() <= EXACT;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** The first bytes, at most eight for each word, one character each. */
    String key(int words) {
        return text.substring(0, Math.min(length(), words * Long.BYTES));
    }

    /** The hash that the runtime's {@code Lead} computes for a key: of two words, the first byte lowest. */
    static long hashOfKey(String key) {
        byte[] bytes = Arrays.copyOf(key.getBytes(ISO_8859_1), 2 * Long.BYTES);
        return hash(word(bytes, 0, Long.BYTES), word(bytes, Long.BYTES, bytes.length));
    }

    /** One word of the two. */
    long hash() {
        return hash(first, beyond);
    }

    /** One word of two, as the runtime's {@code DispatchTable} has it. */
    static long hash(long one, long other) {
        return one ^ Long.rotateLeft(other, 23);
    }
}
