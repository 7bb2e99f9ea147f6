package dev.interlock.internal.syntax;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.internal.bytes.Swar;

/** Classes of octets in the grammar of HTTP. Methods {@code skip} find the first octet that is not in a class. */
public final class Octets {
    /** Class {@code tchar} of RFC 9110 section 5.6.2, for methods, field names and codings. */
    private static final byte TOKEN = 1;
    /** Class of the characters that a request target may contain: the characters of RFC 3986 except "#". */
    private static final byte TARGET = 2;
    /** Class of the characters of a {@code reg-name} (RFC 3986 section 3.2.2), without escapes. */
    private static final byte HOST = 4;

    private static final byte HEX = 8;

    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final byte[] CLASSES = new byte[256];

    /** Word of eight DEL characters. */
    private static final long DELETES = Swar.broadcast('\u007f');

    static {
        add(TOKEN, ALPHANUMERIC + "!#$%&'*+-.^_`|~");
        add(TARGET, ALPHANUMERIC + "-._~%!$&'()*+,;=:@/?[]");
        add(HOST, ALPHANUMERIC + "-._~!$&'()*+,;=");
        add(HEX, "0123456789abcdefABCDEF");
    }

    private Octets() {}

    private static void add(byte octetClass, String members) {
        for (byte member : members.getBytes(ISO_8859_1)) {
            CLASSES[member & 0xff] |= octetClass;
        }
    }

    private static boolean is(byte octetClass, byte octet) {
        return (CLASSES[octet & 0xff] & octetClass) != 0;
    }

    public static boolean isToken(byte octet) {
        return is(TOKEN, octet);
    }

    public static boolean isHex(byte octet) {
        return is(HEX, octet);
    }

    public static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    /** Returns whether the octet is optional white space: a space or a tab. */
    public static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    /** Returns whether the octet must not be in a field value: any control character except the tab. */
    public static boolean isControl(byte octet) {
        return (octet >= 0 && octet < ' ' && octet != '\t') || octet == 0x7f;
    }

    // These scans read octet by octet, which is measurably faster for short texts than word by word. The processor can
    // predict the end of the loop and continue, but it must wait for an index that is computed from a word.

    /** Returns the first index from {@code at} whose octet is not a {@code tchar}, or {@code end}. */
    public static int skipToken(byte[] bytes, int at, int end) {
        return skip(TOKEN, bytes, at, end);
    }

    /** Returns the first index from {@code at} whose octet a request target must not contain, or {@code end}. */
    public static int skipTarget(byte[] bytes, int at, int end) {
        return skip(TARGET, bytes, at, end);
    }

    /** Returns the first index from {@code at} whose octet must not be unescaped in a host name, or {@code end}. */
    public static int skipHost(byte[] bytes, int at, int end) {
        return skip(HOST, bytes, at, end);
    }

    private static int skip(byte octetClass, byte[] bytes, int at, int end) {
        int i = at;
        while (i < end && is(octetClass, bytes[i])) {
            i++;
        }
        return i;
    }

    /** Returns the first index from {@code at} whose octet is neither a space nor a tab, or {@code end}. */
    public static int skipSpace(byte[] bytes, int at, int end) {
        int i = at;
        while (i < end && isSpace(bytes[i])) {
            i++;
        }
        return i;
    }

    /** Returns the index after the last octet that is neither a space nor a tab, or {@code from} if there is none. */
    public static int trimSpace(byte[] bytes, int from, int end) {
        int i = end;
        while (i > from && isSpace(bytes[i - 1])) {
            i--;
        }
        return i;
    }

    /**
     * Returns the first index from {@code at} whose octet is a control character other than the tab, or {@code end}.
     */
    public static int skipText(byte[] bytes, int at, int end) {
        int i = at;
        // The last word may reach beyond the end, within the array. A match beyond the end does not count.
        while (i < end && i + Long.BYTES <= bytes.length) {
            long word = Swar.word(bytes, i);
            long controls = Swar.anyBelow(word, ' ') | Swar.anyBelow(word ^ DELETES, 1);
            if (controls == 0) {
                i += Long.BYTES;
                continue;
            }
            i += Swar.indexOfFirst(controls);
            if (i >= end || bytes[i] != '\t') {
                return Math.min(i, end);
            }
            i++;
        }
        while (i < end && !isControl(bytes[i])) {
            i++;
        }
        return Math.min(i, end);
    }
}
