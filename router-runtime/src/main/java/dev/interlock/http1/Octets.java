package dev.interlock.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.bytes.Swar;

/** Classes of octets in the grammar of HTTP, and scans for the first octet outside of one. */
final class Octets {
    /** {@code tchar} of RFC 9110 section 5.6.2: methods, field names, codings. */
    private static final byte TOKEN = 1;
    /** What may stand unescaped in a request target: RFC 3986 without "#", which no target has. */
    private static final byte TARGET = 2;
    /** {@code reg-name} of RFC 3986 section 3.2.2 with the "%" of its escapes. */
    private static final byte HOST = 4;

    private static final byte HEX = 8;

    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final byte[] CLASSES = new byte[256];

    /** Each place holds DEL. */
    private static final long DELETES = Swar.broadcast('\u007f');

    static {
        add(TOKEN, ALPHANUMERIC + "!#$%&'*+-.^_`|~");
        add(TARGET, ALPHANUMERIC + "-._~%!$&'()*+,;=:@/?[]");
        add(HOST, ALPHANUMERIC + "-._~%!$&'()*+,;=");
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

    static boolean isToken(byte octet) {
        return is(TOKEN, octet);
    }

    static boolean isHost(byte octet) {
        return is(HOST, octet);
    }

    static boolean isHex(byte octet) {
        return is(HEX, octet);
    }

    static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    /** Optional white space: a space or a tab. */
    static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    /** Whether the octet may not stand in a field value: any control but the tab. */
    static boolean isControl(byte octet) {
        return (octet >= 0 && octet < ' ' && octet != '\t') || octet == 0x7f;
    }

    /** The first index from {@code at} whose octet is no {@code tchar}, or {@code end}. */
    static int skipToken(byte[] bytes, int at, int end) {
        int i = at;
        while (i < end && is(TOKEN, bytes[i])) {
            i++;
        }
        return i;
    }

    /** The first index from {@code at} whose octet may not stand in a request target, or {@code end}. */
    static int skipTarget(byte[] bytes, int at, int end) {
        int i = at;
        while (i < end && is(TARGET, bytes[i])) {
            i++;
        }
        return i;
    }

    /** The first index from {@code at} whose octet is neither space nor tab, or {@code end}. */
    static int skipSpace(byte[] bytes, int at, int end) {
        int i = at;
        while (i < end && isSpace(bytes[i])) {
            i++;
        }
        return i;
    }

    /** The end of the range without the spaces and tabs before it, at least {@code from}. */
    static int trimSpace(byte[] bytes, int from, int end) {
        int i = end;
        while (i > from && isSpace(bytes[i - 1])) {
            i--;
        }
        return i;
    }

    /** The first index from {@code at} whose octet is a control other than the tab, or {@code end}. */
    static int skipText(byte[] bytes, int at, int end) {
        int i = at;
        while (i < end) {
            while (i + Long.BYTES <= end && isPlain(Swar.word(bytes, i))) {
                i += Long.BYTES;
            }
            // A word with a tab, or the one with the line's end: octet by octet, then word by word again.
            int stop = Math.min(i + Long.BYTES, end);
            while (i < stop) {
                if (isControl(bytes[i])) {
                    return i;
                }
                i++;
            }
        }
        return end;
    }

    private static boolean isPlain(long word) {
        return (Swar.anyBelow(word, ' ') | Swar.zeros(word ^ DELETES)) == 0;
    }
}
