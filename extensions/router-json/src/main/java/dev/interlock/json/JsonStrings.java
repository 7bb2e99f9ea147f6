package dev.interlock.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** What strings are made of, and what stands around values (RFC 8259 sections 7 and 2). */
final class JsonStrings {
    private static final int HEX_DIGITS = 4;
    private static final int UNICODE_ESCAPE = 2 + HEX_DIGITS;
    /** What stands behind a backslash, and what each stands for. */
    private static final String SHORT = "\"\\/bfnrt";

    private static final String MEANINGS = "\"\\/\b\f\n\r\t";

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private JsonStrings() {}

    /** Section 2. */
    static boolean isWhitespace(byte value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }

    /** Where a text begins that a byte order mark may stand before. */
    static int behindByteOrderMark(byte[] bytes, int from, int to) {
        int behind = from + BYTE_ORDER_MARK.length;
        return Arrays.equals(bytes, from, Math.min(behind, to), BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)
                ? behind
                : from;
    }

    /** Bytes of the escape whose backslash is at the index, or 0 if there is none. */
    static int escapeLength(byte[] bytes, int backslash, int end) {
        if (end - backslash < 2) {
            return 0;
        }
        if (bytes[backslash + 1] != 'u') {
            return SHORT.indexOf(bytes[backslash + 1]) < 0 ? 0 : 2;
        }
        if (end - backslash < UNICODE_ESCAPE) {
            return 0;
        }
        for (int i = backslash + 2; i < backslash + UNICODE_ESCAPE; i++) {
            if (Character.digit(bytes[i], 16) < 0) {
                return 0;
            }
        }
        return UNICODE_ESCAPE;
    }

    /** The text of a range that is UTF-8 and whose escapes are well-formed. */
    static String unescape(byte[] bytes, int from, int to) {
        int first = from;
        while (first < to && bytes[first] != '\\') {
            first++;
        }
        if (first == to) {
            return new String(bytes, from, to - from, UTF_8);
        }
        StringBuilder text = new StringBuilder(to - from);
        int run = from;
        for (int i = first; i < to; ) {
            if (bytes[i] != '\\') {
                i++;
                continue;
            }
            text.append(new String(bytes, run, i - run, UTF_8));
            if (bytes[i + 1] == 'u') {
                text.append(unit(bytes, i + 2));
                i += UNICODE_ESCAPE;
            } else {
                text.append(MEANINGS.charAt(SHORT.indexOf(bytes[i + 1])));
                i += 2;
            }
            run = i;
        }
        return text.append(new String(bytes, run, to - run, UTF_8)).toString();
    }

    private static char unit(byte[] bytes, int from) {
        int unit = 0;
        for (int i = from; i < from + HEX_DIGITS; i++) {
            unit = unit << 4 | Character.digit(bytes[i], 16);
        }
        return (char) unit;
    }
}
