package dev.interlock.internal.syntax;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Lexical elements of header fields (RFC 9110 section 5.6). */
public final class Tokens {
    /**
     * Set of the tchars (RFC 9110 section 5.6.2): bit {@code c % 64} of word {@code c / 64} is set if {@code c} is a
     * tchar.
     */
    private static final long[] TCHARS = tchars();

    private Tokens() {}

    private static long[] tchars() {
        long[] bits = new long[2];
        String all = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        for (int i = 0; i < all.length(); i++) {
            bits[all.charAt(i) >> 6] |= 1L << all.charAt(i);
        }
        return bits;
    }

    public static boolean isTchar(int value) {
        return value >= 0 && value < 128 && (TCHARS[value >> 6] >>> value & 1) != 0;
    }

    public static boolean isToken(byte[] bytes, int from, int to) {
        return from < to && tokenEnd(bytes, from, to) == to;
    }

    /** Returns the index of the first byte from {@code from} that is not a tchar. */
    public static int tokenEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isTchar(bytes[at])) {
            at++;
        }
        return at;
    }

    /** Returns the index of the first byte from {@code from} that is neither space nor tab. */
    public static int skipWhitespace(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** Returns the index after the quoted string that begins at {@code from}, or {@code to} if its end is missing. */
    static int quotedStringEnd(byte[] bytes, int from, int to) {
        for (int at = from + 1; at < to; at++) {
            if (bytes[at] == '"') {
                return at + 1;
            }
            if (bytes[at] == '\\') {
                at++;
            }
        }
        return to;
    }

    /** Returns a token unchanged, or the content of a quoted string. */
    static String unquoted(byte[] bytes, int from, int to) {
        if (from == to || bytes[from] != '"') {
            return new String(bytes, from, to - from, ISO_8859_1);
        }
        StringBuilder text = new StringBuilder();
        for (int at = from + 1; at < to && bytes[at] != '"'; at++) {
            if (bytes[at] == '\\' && at + 1 < to) {
                at++;
            }
            text.append((char) (bytes[at] & 0xff));
        }
        return text.toString();
    }
}
