package dev.interlock.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time in one {@code long} (SIMD within a register). The byte at the lowest address is the lowest byte
 * of the word.
 *
 * <p>A <em>mask</em> here is a word in which the high bit of each byte that matches is set and all else is clear. Every
 * test is exact for each byte: none lets a carry or borrow reach its neighbour.
 */
public final class Swar {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle HALVES = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** The byte 0x01 in each place. */
    private static final long ONES = 0x0101010101010101L;
    /** The byte 0x7f in each place. */
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    /** The byte 0x80 in each place. */
    private static final long HIGH_BITS = 0x8080808080808080L;
    /** Its product moves bit {@code 8 * i + 7} of a word to bit {@code 56 + i}, and no two bits to one place. */
    private static final long GATHER = 0x0002040810204081L;

    private Swar() {}

    /**
     * The eight bytes from {@code index}.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index <= bytes.length - 8}
     */
    public static long word(byte[] bytes, int index) {
        return (long) WORDS.get(bytes, index);
    }

    /**
     * The four bytes from {@code index}.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index <= bytes.length - 4}
     */
    public static int half(byte[] bytes, int index) {
        return (int) HALVES.get(bytes, index);
    }

    /** {@code value} in each of the eight places. */
    public static long broadcast(char value) {
        return (value & 0xff) * ONES;
    }

    /** The mask of the bytes that are zero. */
    public static long zeros(long word) {
        return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
    }

    /**
     * The mask of the bytes that are zero, where every byte is even. One operation less than {@link #zeros}: a borrow
     * would only make a 1 look like a zero.
     */
    public static long zerosOfEven(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }

    /** The high bit of each byte. */
    public static long highBits(long word) {
        return word & HIGH_BITS;
    }

    /** The bytes before the first of a mask, and zeros in place of the others; the word itself for an empty mask. */
    public static long beforeFirst(long word, long mask) {
        return word & (((mask & -mask) >>> 7) - 1);
    }

    /**
     * Zero if no byte is below {@code limit}, which is 1 to 128. Else the lowest bit marks the first one, as in a mask;
     * the bits above that say nothing.
     */
    public static long anyBelow(long word, int limit) {
        // A borrow would come from a byte that is below, and so changes none before the first.
        return (word - limit * ONES) & ~word & HIGH_BITS;
    }

    /** The mask of the bytes from {@code first} to {@code last}, both of them ASCII and {@code first} not NUL. */
    public static long within(long word, char first, char last) {
        long low = word & LOW_BITS;
        return (low + (0x80 - first) * ONES) & ~(low + (0x7f - last) * ONES) & ~word & HIGH_BITS;
    }

    /** The word with A to Z as a to z. */
    public static long lowerCase(long word) {
        // The high bit of a mask's byte moves to the one that makes a capital a small letter.
        return word | (within(word, 'A', 'Z') >>> 2);
    }

    /** The place of the first byte of a mask, 0 to 7; 8 for an empty one. */
    public static int indexOfFirst(long mask) {
        return Long.numberOfTrailingZeros(mask) >>> 3;
    }

    /** Whether no byte has its high bit set. */
    public static boolean isAscii(long word) {
        return (word & HIGH_BITS) == 0;
    }

    /** Bit {@code i} is set if byte {@code i} is set in the mask; 0 to 255. */
    public static long gather(long mask) {
        return (mask * GATHER) >>> 56;
    }

    /**
     * The first {@code count} bytes in the last places, in their order, and zeros before them; for a count of 8 or more
     * the word itself. A count of 0 gives the word too. Compiles without a branch.
     */
    public static long shiftedToEnd(long word, int count) {
        // Shifts take their distance modulo 64.
        return word << -(Math.min(count, Long.BYTES) << 3);
    }

    /**
     * The bytes of a range beyond its first word, at most the last eight, in the first places, and zeros behind them; 0
     * if there are none. Compiles without a branch.
     *
     * <p>This word and the first one, {@linkplain #shiftedToEnd shifted to the end}, are the whole range if it has 1 to
     * 15 bytes and no NUL: no other such range, and no longer one, has the same two words.
     *
     * @throws IndexOutOfBoundsException unless eight bytes can be read from {@code from} and up to the end of the range
     */
    public static long beyondFirst(byte[] bytes, int from, int length) {
        int beyond = Math.max(length - Long.BYTES, 0);
        // The last word begins with 16 - length bytes of the first. -beyond is negative if there are any bytes beyond.
        long last = word(bytes, from + beyond) >>> -(Math.min(length, 2 * Long.BYTES) << 3);
        return last & (-beyond >> 31);
    }

    /** The first {@code count} bytes kept, the others zero; all of them for a count of 8 or more. */
    public static long first(long word, int count) {
        return count < Long.BYTES ? word & ~(-1L << (count << 3)) : word;
    }

    /** The first {@code count} bytes kept, the others set to {@code filler}; all kept for a count of 8 or more. */
    public static long first(long word, int count, char filler) {
        if (count >= Long.BYTES) {
            return word;
        }
        long others = -1L << (count << 3);
        return (word & ~others) | (broadcast(filler) & others);
    }
}
