package dev.interlock.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Lexical elements of header fields (RFC 9110 section 5.6). */
final class Tokens {
    /** Bit {@code c % 64} of word {@code c / 64} is set if {@code c} is a tchar (RFC 9110 section 5.6.2). */
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

    static boolean isTchar(int value) {
        return value >= 0 && value < 128 && (TCHARS[value >> 6] >>> value & 1) != 0;
    }

    static boolean isToken(byte[] bytes, int from, int to) {
        return from < to && tokenEnd(bytes, from, to) == to;
    }

    /** Index of the first byte from {@code from} that is not a tchar. */
    static int tokenEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isTchar(bytes[at])) {
            at++;
        }
        return at;
    }

    /** Index of the first byte from {@code from} that is neither space nor tab. */
    static int skipWhitespace(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** Index after the quoted string that begins at {@code from}; {@code to} if its end is missing. */
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
