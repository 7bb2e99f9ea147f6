package dev.interlock.processor.plan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Fixed text as dispatch compares it: by two words. The runtime's {@code DispatchTable} computes the same from a path.
 *
 * @param text its UTF-8 bytes, one character each, so that equal texts are equal records
 * @param first the first eight bytes, the lowest byte first; of a shorter text, shifted to the upper end
 * @param beyond the bytes beyond these, shifted to the upper end; of a text above 16 bytes the last eight, with a zero in
 *     place of the second, as no other text has there
 */
record Literal(String text, long first, long beyond) {
    /** Bytes of a key of the runtime's {@code Lead}. */
    static final int KEY = 16;
    /** The longest text of which the two words leave no byte unknown. */
    private static final int EXACT = 16;
    /** All but the second byte. */
    private static final long MARKED = ~0xff00L;

    static Literal of(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        long first = word(bytes, 0, Math.min(bytes.length, Long.BYTES));
        long beyond = bytes.length > EXACT
                ? word(bytes, bytes.length - Long.BYTES, Long.BYTES) & MARKED
                : word(bytes, Long.BYTES, Math.max(bytes.length - Long.BYTES, 0));
        return new Literal(new String(bytes, ISO_8859_1), first, beyond);
    }

    /** Up to eight bytes at the upper end of a word, the lowest byte first. */
    private static long word(byte[] bytes, int from, int length) {
        long word = 0;
        for (int i = 0; i < length; i++) {
            word |= (bytes[from + i] & 0xffL) << (Byte.SIZE * (Long.BYTES - length + i));
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

    /** The first 16 bytes, one character each. */
    String key() {
        return text.substring(0, Math.min(length(), KEY));
    }

    /** What the runtime's {@code Lead} makes of the two words of a key: the lowest byte first, zeros behind. */
    static long hashOfKey(String key) {
        byte[] bytes = Arrays.copyOf(key.getBytes(ISO_8859_1), KEY);
        return hash(word(bytes, 0, Long.BYTES), word(bytes, Long.BYTES, Long.BYTES));
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
