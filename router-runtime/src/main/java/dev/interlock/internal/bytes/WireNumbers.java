package dev.interlock.internal.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes numbers to an array in protobuf's wire format: varints and little-endian words. Each byte of a varint holds
 * seven bits, the lowest first. Each byte but the last has its high bit set. Varints have minimal length.
 */
public final class WireNumbers {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** High bit of each byte, which says that another byte follows. */
    private static final long CONTINUED = 0x8080808080808080L;
    /** Mask of the bits that one byte of a varint holds. */
    private static final long LOW_BITS = 0x7f;
    /** Number of bits that eight bytes of a varint hold. */
    private static final int BITS_OF_WORD = 56;

    private WireNumbers() {}

    /** Returns the length of the varint of an unsigned value: 1 to 10 bytes. */
    public static int varintLength(long value) {
        // Computes (9 * bits + 64) / 64, which equals the number of bits divided by seven, rounded up, for each number
        // of bits from 1 to 64.
        return ((Long.SIZE - Long.numberOfLeadingZeros(value | 1)) * 9 + 64) >>> 6;
    }

    /**
     * Writes a tag and a value as varints. Fast for varints of one byte. May also overwrite the bytes after the value,
     * up to 20 bytes from {@code at}.
     *
     * @param tag unsigned
     * @return index after the value
     * @throws IndexOutOfBoundsException if there is too little room
     */
    public static int putField(byte[] into, int at, int tag, long value) {
        long first = tag & 0xffff_ffffL;
        if ((first & ~LOW_BITS) == 0 && (value & ~LOW_BITS) == 0) {
            SHORTS.set(into, at, (short) (first | value << Byte.SIZE));
            return at + Short.BYTES;
        }
        return putVarint(into, putVarint(into, at, first), value);
    }

    /**
     * Writes a varint. May also overwrite the bytes after it, up to ten bytes from {@code at}.
     *
     * @return index after the varint
     * @throws IndexOutOfBoundsException if there is too little room
     */
    public static int putVarint(byte[] into, int at, long value) {
        if ((value & ~LOW_BITS) == 0) {
            into[at] = (byte) value;
            return at + 1;
        }
        return putLonger(into, at, value);
    }

    private static int putLonger(byte[] into, int at, long value) {
        int length = varintLength(value);
        if (length > Long.BYTES) {
            return putLongest(into, at, value, length);
        }
        // One store writes all bytes, because a branch on the length would be hard to predict.
        LONGS.set(into, at, spread(value) | (CONTINUED & ~(-1L << ((length - 1) << 3))));
        return at + length;
    }

    private static int putLongest(byte[] into, int at, long value, int length) {
        LONGS.set(into, at, spread(value) | CONTINUED);
        int rest = (int) (value >>> BITS_OF_WORD);
        into[at + Long.BYTES] = (byte) rest;
        if (length == Varints.LONGEST) {
            into[at + Long.BYTES] |= (byte) 0x80;
            into[at + Long.BYTES + 1] = (byte) (rest >>> 7);
        }
        return at + length;
    }

    /**
     * Spreads the lowest 56 bits over eight bytes, seven bits in each: moves halves apart, then quarters, then eighths.
     */
    private static long spread(long value) {
        long halves = (value & 0x000000000fffffffL) | (value & 0x00fffffff0000000L) << 4;
        long quarters = (halves & 0x00003fff00003fffL) | (halves & 0x0fffc0000fffc000L) << 2;
        return (quarters & 0x007f007f007f007fL) | (quarters & 0x3f803f803f803f80L) << 1;
    }

    /**
     * Writes the varint of a value that is not negative. Does not change the bytes after it.
     *
     * @return index after the varint
     * @throws IndexOutOfBoundsException if there is too little room
     */
    public static int putExactVarint(byte[] into, int at, int value) {
        int index = at;
        int rest = value;
        for (; rest >>> 7 != 0; rest >>>= 7) {
            into[index++] = (byte) (rest | 0x80);
        }
        into[index] = (byte) rest;
        return index + 1;
    }

    /**
     * Writes four bytes.
     *
     * @return index after them
     * @throws IndexOutOfBoundsException if there is too little room
     */
    public static int putInt(byte[] into, int at, int value) {
        INTS.set(into, at, value);
        return at + Integer.BYTES;
    }

    /**
     * Writes eight bytes.
     *
     * @return index after them
     * @throws IndexOutOfBoundsException if there is too little room
     */
    public static int putLong(byte[] into, int at, long value) {
        LONGS.set(into, at, value);
        return at + Long.BYTES;
    }

    /** Encodes a zigzag number: 0, -1, 1, -2, 2 become 0, 1, 2, 3, 4. Numbers near zero stay short. */
    public static int zigZag(int value) {
        return value << 1 ^ value >> 31;
    }

    /** Encodes a zigzag number: 0, -1, 1, -2, 2 become 0, 1, 2, 3, 4. Numbers near zero stay short. */
    public static long zigZag(long value) {
        return value << 1 ^ value >> 63;
    }
}
