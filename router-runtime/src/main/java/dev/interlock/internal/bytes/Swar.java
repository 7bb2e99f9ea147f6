package dev.interlock.internal.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Processes eight bytes at a time in one {@code long} (SIMD within a register). The byte at the lowest address is the
 * lowest byte of the word.
 *
 * <p>A <em>mask</em> is a word with the high bit set in each byte that matches, and all other bits clear. Tests are
 * exact, except for {@link #anyBelow}: no carry or borrow changes the result for another byte.
 */
public final class Swar {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle HALVES = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** The byte 0x01 at each position. */
    private static final long ONES = 0x0101010101010101L;
    /** The byte 0x7f at each position. */
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    /** The byte 0x80 at each position. */
    private static final long HIGH_BITS = 0x8080808080808080L;
    /**
     * Multiplier that moves bit {@code 8 * i + 7} of a word to bit {@code 56 + i}, and never two bits to one position.
     */
    private static final long GATHER = 0x0002040810204081L;

    private Swar() {}

    /**
     * Returns the eight bytes from {@code index}.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index <= bytes.length - 8}
     */
    public static long word(byte[] bytes, int index) {
        return (long) WORDS.get(bytes, index);
    }

    /**
     * Writes the eight bytes from {@code index}.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index <= bytes.length - 8}
     */
    public static void put(byte[] bytes, int index, long word) {
        WORDS.set(bytes, index, word);
    }

    /**
     * Returns the four bytes from {@code index}.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index <= bytes.length - 4}
     */
    public static int half(byte[] bytes, int index) {
        return (int) HALVES.get(bytes, index);
    }

    /** Returns a word with {@code value} in each of its eight bytes. */
    public static long broadcast(char value) {
        return (value & 0xff) * ONES;
    }

    /** Returns the mask of the bytes that are zero. */
    public static long zeros(long word) {
        return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
    }

    /**
     * Returns the mask of the bytes that are zero, for a word whose bytes are all even. Takes one operation less than
     * {@link #zeros}: a borrow could only make a byte of 1 look like zero, and the word has no such byte.
     */
    public static long zerosOfEven(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }

    /** Returns the mask of the bytes that have their high bit set. */
    public static long highBits(long word) {
        return word & HIGH_BITS;
    }

    /**
     * Keeps the bytes before the first byte of the mask, and sets the others to zero. Returns the word itself if the
     * mask is empty.
     */
    public static long beforeFirst(long word, long mask) {
        return word & (((mask & -mask) >>> 7) - 1);
    }

    /**
     * Returns zero if no byte is below {@code limit}. Otherwise the lowest set bit marks the first byte below the
     * limit, as in a mask, and the bits above it are undefined.
     *
     * @param limit 1 to 128
     */
    public static long anyBelow(long word, int limit) {
        // Only a byte below the limit causes a borrow, so the result is exact up to the first of these bytes.
        return (word - limit * ONES) & ~word & HIGH_BITS;
    }

    /**
     * Returns the mask of the bytes from {@code first} to {@code last}. Both must be ASCII, and {@code first} not NUL.
     */
    public static long within(long word, char first, char last) {
        long low = word & LOW_BITS;
        return (low + (0x80 - first) * ONES) & ~(low + (0x7f - last) * ONES) & ~word & HIGH_BITS;
    }

    /** Returns the word with capitals A to Z replaced by small letters. */
    public static long lowerCase(long word) {
        // Moves each bit of the mask to the bit that turns a capital into a small letter.
        return word | (within(word, 'A', 'Z') >>> 2);
    }

    /** Returns the index of the first byte of a mask, 0 to 7, or 8 for an empty mask. */
    public static int indexOfFirst(long mask) {
        return Long.numberOfTrailingZeros(mask) >>> 3;
    }

    /** Returns whether no byte has its high bit set. */
    public static boolean isAscii(long word) {
        return (word & HIGH_BITS) == 0;
    }

    /** Returns the mask as a number from 0 to 255. Bit {@code i} is set if byte {@code i} matches. */
    public static long gather(long mask) {
        return (mask * GATHER) >>> 56;
    }

    /**
     * Moves the first {@code count} bytes to the end of the word, and puts zeros before them. Returns the word itself
     * for a count of 0, and for a count of 8 or more. Compiles without a branch.
     */
    public static long shiftedToEnd(long word, int count) {
        // Java takes the distance of a shift modulo 64.
        return word << -(Math.min(count, Long.BYTES) << 3);
    }

    /**
     * Returns the bytes of a range after its first word, followed by zeros. Returns only the last eight of them if
     * there are more, and 0 if there are none. Compiles without a branch.
     *
     * <p>This word and the first word, {@linkplain #shiftedToEnd shifted to the end}, identify a range of 1 to 15 bytes
     * without NUL. No other range has the same two words.
     *
     * @throws IndexOutOfBoundsException unless eight bytes can be read from {@code from}, and up to the end of the
     *     range
     */
    public static long beyondFirst(byte[] bytes, int from, int length) {
        int beyond = Math.max(length - Long.BYTES, 0);
        // The last word of a range of up to 16 bytes begins with 16 - length bytes of the first word, and the shift
        // removes them. If there are bytes after the first word, -beyond is negative.
        long last = word(bytes, from + beyond) >>> -(Math.min(length, 2 * Long.BYTES) << 3);
        return last & (-beyond >> 31);
    }

    /** Keeps the first {@code count} bytes, and sets the others to zero. Keeps all for a count of 8 or more. */
    public static long first(long word, int count) {
        return count < Long.BYTES ? word & ~(-1L << (count << 3)) : word;
    }

    /**
     * Keeps the first {@code count} bytes, and sets the others to {@code filler}. Keeps all for a count of 8 or more.
     */
    public static long first(long word, int count, char filler) {
        if (count >= Long.BYTES) {
            return word;
        }
        long others = -1L << (count << 3);
        return (word & ~others) | (broadcast(filler) & others);
    }
}
