package dev.interlock.recording.redact;

import dev.interlock.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Searches and decodes ASCII text. */
final class Texts {
    private static final int HEX = 16;
    private static final int BYTES = 256;
    private static final int CASE = 'a' - 'A';

    private Texts() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the index of the first byte {@code sought}, or {@code to}. */
    static int find(byte[] bytes, int from, int to, byte sought) {
        int at = from;
        while (at < to && bytes[at] != sought) {
            at++;
        }
        return at;
    }

    /** Returns a table for {@link #hasAny}: true at the index of each given character. */
    static boolean[] table(String characters) {
        boolean[] table = new boolean[BYTES];
        for (byte each : ascii(characters)) {
            table[each] = true;
        }
        return table;
    }

    /** Returns whether a range has any of the characters of a table. */
    static boolean hasAny(byte[] bytes, int from, int to, boolean[] table) {
        boolean found = false;
        // Without a branch in the loop, because usually no byte is found.
        for (int i = from; i < to; i++) {
            found |= table[bytes[i] & (BYTES - 1)];
        }
        return found;
    }

    /** Returns whether a range has a percent sign or a plus sign. */
    static boolean hasEscape(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '%' || bytes[i] == '+') {
                return true;
            }
        }
        return false;
    }

    /** Replaces the content of a writer with percent-decoded bytes. A plus sign becomes a space. */
    static void decode(byte[] bytes, int from, int to, ByteWriter into) {
        into.clear();
        for (int at = from; at < to; at++) {
            byte each = bytes[at];
            if (each == '%' && at + 2 < to && isHex(bytes[at + 1]) && isHex(bytes[at + 2])) {
                each = (byte) (Character.digit(bytes[at + 1], HEX) << 4 | Character.digit(bytes[at + 2], HEX));
                at += 2;
            } else if (each == '+') {
                each = ' ';
            }
            into.append(each);
        }
    }

    private static boolean isHex(byte each) {
        return Character.digit(each, HEX) >= 0;
    }

    /** Returns whether a range equals a lower-case text. Ignores case. */
    static boolean equalsIgnoreCase(byte[] bytes, int from, int to, byte[] lower) {
        if (to - from != lower.length) {
            return false;
        }
        for (int i = 0; i < lower.length; i++) {
            if (lower(bytes[from + i]) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a range begins with a lower-case text. Ignores case. */
    static boolean startsIgnoreCase(byte[] bytes, int from, int to, byte[] lower) {
        return to - from >= lower.length && equalsIgnoreCase(bytes, from, from + lower.length, lower);
    }

    private static byte lower(byte each) {
        return each >= 'A' && each <= 'Z' ? (byte) (each + CASE) : each;
    }

    /** Returns whether a text may be a link with a secret: it has an authority, a path, a query or a fragment. */
    static boolean isLink(byte[] bytes, int from, int to) {
        if (from < to && bytes[from] == '/') {
            return true;
        }
        int query = find(bytes, from, to, (byte) '?');
        return authorityOf(bytes, from, to) >= 0 || find(bytes, query, to, (byte) '=') < to;
    }

    /** Returns the index of the authority of a link (RFC 3986 section 3.2), or -1 if it has none. */
    static int authorityOf(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isOfScheme(bytes[at])) {
            at++;
        }
        if (at > from && at < to && bytes[at] == ':') {
            at++;
        } else if (at > from) {
            return -1;
        }
        return to - at >= 2 && bytes[at] == '/' && bytes[at + 1] == '/' ? at + 2 : -1;
    }

    private static boolean isOfScheme(byte each) {
        byte small = lower(each);
        return (small >= 'a' && small <= 'z')
                || (each >= '0' && each <= '9')
                || each == '+'
                || each == '-'
                || each == '.';
    }

    /** Returns the index of the host in an authority, after the user's name and password. */
    static int hostOf(byte[] bytes, int from, int to) {
        int host = to;
        while (host > from && bytes[host - 1] != '@') {
            host--;
        }
        return host;
    }

    /** Returns the index of the first byte of a range that is no space, tab or end of a line. */
    static int skipLines(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
            at++;
        }
        return at;
    }

    /** Returns whether an array begins with another one. */
    static boolean startsWith(byte[] bytes, byte[] beginning) {
        return Arrays.equals(bytes, 0, Math.min(bytes.length, beginning.length), beginning, 0, beginning.length);
    }

    /** Returns the index of the first byte of a range that is neither space nor tab. */
    static int skipSpace(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** Returns the end of a range without trailing spaces and tabs. */
    static int trimEnd(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) {
            end--;
        }
        return end;
    }
}
