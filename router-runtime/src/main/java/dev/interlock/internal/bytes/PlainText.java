package dev.interlock.internal.bytes;

/**
 * Finds text that a quoted string can contain without escapes: printable ASCII except the quotation mark and the
 * backslash.
 */
public final class PlainText {
    private static final long QUOTES = Swar.broadcast('"');
    private static final long BACKSLASHES = Swar.broadcast('\\');
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

    /** Returns whether the byte needs no escape. */
    public static boolean isPlain(byte value) {
        return value >= ' ' && value != '"' && value != '\\' && value != 0x7f;
    }
}
