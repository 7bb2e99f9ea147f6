package dev.interlock.internal.bytes;

/**
 * Finds text that a quoted string can contain without escapes: printable ASCII except the quotation mark and the
 * backslash.
 */
public final class PlainText {
    private static final long QUOTES = Swar.broadcast('"');
    private static final long BACKSLASHES = Swar.broadcast('\\');
    private static final long ONES = Swar.broadcast('\u0001');
    private static final long SPACES = Swar.broadcast(' ');
    private static final long DELETES = Swar.broadcast('\u007f');

    private PlainText() {}

    /**
     * Returns the index of the first byte that needs an escape, or {@code to}.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= bytes.length}
     */
    public static int end(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = Swar.word(bytes, at);
            // anyBelow is exact up to the first byte below the space. That suffices, because only the first byte of the
            // mask is used.
            long escaped = Swar.anyBelow(word, ' ')
                    | Swar.highBits(word)
                    | Swar.zeros(word ^ QUOTES)
                    | Swar.zeros(word ^ BACKSLASHES)
                    | Swar.zeros(word ^ DELETES);
            if (escaped != 0) {
                return at + Swar.indexOfFirst(escaped);
            }
        }
        while (at < to && isPlain(bytes[at])) {
            at++;
        }
        return at;
    }

    /**
     * Returns whether the first bytes of a word need no escape.
     *
     * @param count number of bytes, at least 1; all bytes for 8 or more
     */
    public static boolean isPlain(long word, int count) {
        // Sets the high bit of each byte that needs an escape. Only a byte that needs an escape causes a borrow or
        // carry. So a borrow or carry can change later bytes, but not the result.
        long escaped =
                word | (word - SPACES) | ((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | (word + ONES);
        return Swar.highBits(Swar.first(escaped, count)) == 0;
    }

    /** Returns whether the byte needs no escape. */
    public static boolean isPlain(byte value) {
        return value >= ' ' && value != '"' && value != '\\' && value != 0x7f;
    }
}
