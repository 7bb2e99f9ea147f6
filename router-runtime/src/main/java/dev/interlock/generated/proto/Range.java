package dev.interlock.generated.proto;

/**
 * Range of text or bytes in a message, encoded as the content of a slot: the offset, the length, and whether the range
 * is known to be ASCII. The content 0 stands for no range. No range has the offset 0, because a tag and a length
 * precede it.
 */
final class Range {
    private static final long MAYBE_NOT_ASCII = 1;

    private Range() {}

    static long ascii(int offset, int length) {
        return (long) offset << Integer.SIZE | (long) length << 1;
    }

    /** Returns a range of text or bytes that may contain non-ASCII characters. */
    static long notAscii(int offset, int length) {
        return ascii(offset, length) | MAYBE_NOT_ASCII;
    }

    static int offset(long range) {
        return (int) (range >>> Integer.SIZE);
    }

    static int length(long range) {
        return (int) range >>> 1;
    }

    /** Whether the range is known to be ASCII. If it is not known, the range may still be ASCII. */
    static boolean isAscii(long range) {
        return (range & MAYBE_NOT_ASCII) == 0;
    }
}
