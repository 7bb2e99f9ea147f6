package dev.interlock.bytes;

/**
 * Variable-length integers of seven bits a byte, the lowest first; the high bit of a byte says that another one follows.
 * Those of protobuf's wire format are at most ten bytes long.
 */
public final class Varints {
    /** The most bytes that a varint has. */
    public static final int LONGEST = 10;

    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

    private Varints() {}

    /** Bytes of the varint that a word begins with, 1 to 8; 9 if it is longer than the word. */
    public static int length(long word) {
        return (Long.numberOfTrailingZeros(~word & HIGH_BITS) >>> 3) + 1;
    }

    /** The value of the varint that a word begins with; of a longer one the lowest 56 bits. */
    public static long value(long word) {
        long last = ~word & HIGH_BITS;
        // The bits up to the first one of the mask, or all where there is none.
        long sevens = word & (last ^ (last - 1)) & LOW_BITS;
        long fourteens = (sevens & 0x007f007f007f007fL) | (sevens & 0x7f007f007f007f00L) >>> 1;
        long twentyEights = (fourteens & 0x00003fff00003fffL) | (fourteens & 0x3fff00003fff0000L) >>> 2;
        return (twentyEights & 0x000000000fffffffL) | (twentyEights & 0x0fffffff00000000L) >>> 4;
    }

    /** The number with a sign that a zigzag number stands for: 0, -1, 1, -2 and so on. */
    public static long signed(long zigzag) {
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    /** As {@link #signed(long)}, of 32 bits. */
    public static int signed(int zigzag) {
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    /**
     * Whether the tenth byte of a varint of 64 bits is the last one although it says that another one follows: protobuf-java
     * looks at the sign of the number instead, and so takes it if it has the bit of the sign.
     */
    public static boolean endsNevertheless(byte value, int index) {
        return index == LONGEST - 1 && (value & 1) != 0;
    }

    /** How many bytes of a range are the last ones of their varint. */
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
