package dev.interlock.recording.redact;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Hashes and searches text eight bytes at a time. */
final class Words {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long ESCAPES = ONES * '\\';
    private static final long SPACES = ONES * ' ';
    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    private Words() {}

    /**
     * Returns a hash of a range. It covers the length, the start and the end. Ranges of more than 16 bytes that differ
     * only in the middle have the same hash.
     */
    static int hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long first;
        long last;
        if (length >= Long.BYTES) {
            first = (long) LONG.get(bytes, from);
            last = (long) LONG.get(bytes, to - Long.BYTES);
        } else {
            first = 0;
            for (int i = from; i < to; i++) {
                first = first << 8 | (bytes[i] & 0xff);
            }
            last = 0;
        }
        long mixed = (first ^ Long.rotateLeft(last, 29) ^ length) * FACTOR;
        return (int) (mixed >>> 32);
    }

    /**
     * Returns the index of the first quotation mark, backslash or control character of a JSON string.
     *
     * @return the index, or {@code to} if there is none
     */
    static int endOfPlain(byte[] bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to) {
            long word = (long) LONG.get(bytes, at);
            long found = (zeros(word ^ QUOTES) | zeros(word ^ ESCAPES) | (word - SPACES & ~word)) & HIGH;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < to && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] < 0 || bytes[at] >= ' ')) {
            at++;
        }
        return at;
    }

    /** Returns a word in which the lowest set bit is the high bit of the first zero byte. */
    private static long zeros(long word) {
        return word - ONES & ~word;
    }
}
