package dev.interlock.processor.plan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Fixed text as dispatch compares it: by its first eight bytes, its last eight, and its length. The runtime's
 * {@code DispatchTable} computes the same from a path.
 *
 * @param text its UTF-8 bytes, one character each, so that equal texts are equal records
 * @param first the first eight bytes, the lowest byte first; of a shorter text, shifted to the upper end
 * @param last the last eight, or 0 for a text no longer than eight
 */
record Literal(String text, long first, long last) {
    /** The longest text of which two words and the length leave no byte unknown. */
    private static final int EXACT = 16;

    static Literal of(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        long last = bytes.length > Long.BYTES ? word(bytes, bytes.length - Long.BYTES) : 0;
        long first = word(bytes, 0) << -(Math.min(bytes.length, Long.BYTES) * Byte.SIZE);
        return new Literal(new String(bytes, ISO_8859_1), first, last);
    }

    /** The text alone decides, as both words follow from it. Plans compare literals more often than anything else. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Literal literal && text.equals(literal.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    private static long word(byte[] bytes, int from) {
        byte[] padded = Arrays.copyOfRange(bytes, from, from + Long.BYTES);
        return ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    int length() {
        return text.length();
    }

    /** Whether a comparison by words and length is a comparison of the text. */
    boolean isExact() {
        return text.length() <= EXACT;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** The first eight bytes, the lowest byte first, with zeros behind a shorter text. */
    long key() {
        return first >>> (Long.SIZE - Math.min(length(), Long.BYTES) * Byte.SIZE);
    }

    /** The text of a key, one character a byte. */
    static String textOf(long key) {
        StringBuilder text = new StringBuilder();
        for (long left = key; left != 0; left >>>= Byte.SIZE) {
            text.append((char) (left & 0xff));
        }
        return text.toString();
    }

    /** One word of the two. */
    long hash() {
        return hash(first, last);
    }

    /** One word of two, as the runtime's {@code DispatchTable} has it. */
    static long hash(long one, long other) {
        return one ^ Long.rotateLeft(other, 23);
    }
}
