package dev.interlock.recording.redact;

import dev.interlock.bytes.ByteWriter;

/** Decodes JSON strings. */
final class JsonText {
    private static final int HEX = 16;
    private static final int DIGITS = 4;
    private static final byte[] LOW = Texts.ascii("0123456789abcdef");

    private JsonText() {}

    /**
     * Replaces the content of a writer with a decoded string. Copies malformed escapes unchanged.
     *
     * @param from index after the opening quotation mark
     * @param to index of the closing quotation mark
     */
    static void decode(byte[] bytes, int from, int to, ByteWriter into) {
        into.clear();
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && bytes[end] != '\\') {
                end++;
            }
            into.append(bytes, at, end);
            at = end < to ? escape(bytes, end, to, into) : end;
        }
    }

    /** Appends the characters of a string with escapes, without quotation marks. */
    static void encode(byte[] text, ByteWriter out) {
        for (byte each : text) {
            if (each == '"' || each == '\\') {
                out.append((byte) '\\').append(each);
            } else if (each >= 0 && each < ' ') {
                out.append("\\u00").append((byte) ('0' + (each >> 4))).append(LOW[each & 0xf]);
            } else {
                out.append(each);
            }
        }
    }

    /** Decodes an escape, and returns the index after it. */
    private static int escape(byte[] bytes, int at, int to, ByteWriter into) {
        if (at + 1 >= to) {
            into.append(bytes[at]);
            return at + 1;
        }
        byte kind = bytes[at + 1];
        switch (kind) {
            case 'b' -> into.append((byte) '\b');
            case 'f' -> into.append((byte) '\f');
            case 'n' -> into.append((byte) '\n');
            case 'r' -> into.append((byte) '\r');
            case 't' -> into.append((byte) '\t');
            case 'u' -> {
                return unicode(bytes, at, to, into);
            }
            default -> into.append(kind);
        }
        return at + 2;
    }

    private static int unicode(byte[] bytes, int at, int to, ByteWriter into) {
        int high = unit(bytes, at + 2, to);
        if (high < 0) {
            into.append(bytes[at]);
            return at + 1;
        }
        int after = at + 2 + DIGITS;
        boolean isPair = after + 1 < to && bytes[after] == '\\' && bytes[after + 1] == 'u';
        int low = isPair ? unit(bytes, after + 2, to) : -1;
        if (low >= 0 && Character.isSurrogatePair((char) high, (char) low)) {
            into.append(new String(Character.toChars(Character.toCodePoint((char) high, (char) low))));
            return after + 2 + DIGITS;
        }
        into.append(String.valueOf((char) high));
        return after;
    }

    /** Returns the code unit of four hexadecimal digits, or -1. */
    private static int unit(byte[] bytes, int from, int to) {
        if (from + DIGITS > to) {
            return -1;
        }
        int unit = 0;
        for (int i = from; i < from + DIGITS; i++) {
            int digit = Character.digit(bytes[i], HEX);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
