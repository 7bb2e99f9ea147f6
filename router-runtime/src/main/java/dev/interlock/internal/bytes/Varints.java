package dev.interlock.internal.bytes;

/**
 * Variable-length integers. Each byte holds seven bits, the lowest first. The high bit of a byte says that another byte
 * follows. Varints of protobuf's wire format are at most ten bytes long.
 */
public final class Varints {
    /** Largest length of a varint, in bytes. */
    public static final int LONGEST = 10;

    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

    private Varints() {}

    /**
     * Returns the length of the varint at the start of a word, 1 to 8 bytes. Returns 9 if the varint is longer than the
     * word.
     */
    public static int length(long word) {
        return (Long.numberOfTrailingZeros(~word & HIGH_BITS) >>> 3) + 1;
    }

    /** Returns the value of the varint at the start of a word. For a longer varint, returns the lowest 56 bits. */
    public static long value(long word) {
        long last = ~word & HIGH_BITS;
        // Keeps seven bits of each byte up to the byte that ends the varint, or of all bytes if none ends it.
        long sevens = word & (last ^ (last - 1)) & LOW_BITS;
        long fourteens = (sevens & 0x007f007f007f007fL) | (sevens & 0x7f007f007f007f00L) >>> 1;
        long twentyEights = (fourteens & 0x00003fff00003fffL) | (fourteens & 0x3fff00003fff0000L) >>> 2;
        return (twentyEights & 0x000000000fffffffL) | (twentyEights & 0x0fffffff00000000L) >>> 4;
    }

    /** Decodes a zigzag number: 0, 1, 2, 3 become 0, -1, 1, -2. */
    public static long signed(long zigzag) {
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    /** Like {@link #signed(long)}, for 32 bits. */
    public static int signed(int zigzag) {
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    /**
     * Returns whether a 64-bit varint ends at its tenth byte, although the high bit of that byte says that another byte
     * follows. protobuf-java accepts that byte if it sets the sign of the number, because it tests the sign of the
     * number instead of the byte.
     */
    public static boolean endsNevertheless(byte value, int index) {
        return index == LONGEST - 1 && (value & 1) != 0;
    }

    /** Counts the bytes of a range that end a varint. */
    public static int count(byte[] bytes, int from, int to) {
        int count = 0;
        int at = from;
        for (; to - at >= Long.BYTES; at += Long.BYTES) {
            count += Long.bitCount(~Swar.word(bytes, at) & HIGH_BITS);
        }
        for (; at < to; at++) {
            count += ~bytes[at] >>> 31;
        }
        return count;
    }
}
