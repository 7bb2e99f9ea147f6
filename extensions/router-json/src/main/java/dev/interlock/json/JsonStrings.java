package dev.interlock.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Reads strings and white space (RFC 8259 sections 7 and 2). */
final class JsonStrings {
    private static final int HEX_DIGITS = 4;
    private static final int UNICODE_ESCAPE = 2 + HEX_DIGITS;
    /** Characters that follow the backslash in short escapes. {@link #MEANINGS} has the decoded characters. */
    private static final String SHORT = "\"\\/bfnrt";

    private static final String MEANINGS = "\"\\/\b\f\n\r\t";

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private JsonStrings() {}

    /** Whether a byte is white space (section 2). */
    static boolean isWhitespace(byte value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }

    /** Returns the index after a byte order mark, or {@code from} if there is none. */
    static int behindByteOrderMark(byte[] bytes, int from, int to) {
        int behind = from + BYTE_ORDER_MARK.length;
        return Arrays.equals(bytes, from, Math.min(behind, to), BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)
                ? behind
                : from;
    }

    /**
     * Returns the length of an escape, or 0 if the escape is malformed.
     *
     * @param backslash index of the backslash
     */
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

    /** Decodes the text in a range. The range must be UTF-8 and must contain only well-formed escapes. */
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
