package dev.interlock.internal.bytes;

/**
 * Validates and decodes UTF-8 (RFC 3629). Well-formed UTF-8 has no overlong forms, no surrogates and no code point
 * above U+10FFFF.
 */
public final class Utf8 {
    private Utf8() {}

    /**
     * Returns whether the bytes from {@code start} to {@code end} are well-formed.
     *
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public static boolean isValid(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            if (end - at >= Long.BYTES && Swar.isAscii(Swar.word(bytes, at))) {
                at += Long.BYTES;
            } else if (bytes[at] >= 0) {
                at++;
            } else {
                int length = sequenceLength(bytes, at, end);
                if (length == 0) {
                    return false;
                }
                at += length;
            }
        }
        return true;
    }

    /** Returns the length of the well-formed sequence of two to four bytes at {@code at}, or 0 if there is none. */
    private static int sequenceLength(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xff;
        // 0xc0 and 0xc1 begin only overlong forms. 0xf5 and above begin only code points above U+10FFFF.
        int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length == 0 || end - at < length || !isSecond(lead, bytes[at + 1] & 0xff)) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if (!isContinuation(bytes[i] & 0xff)) {
                return 0;
            }
        }
        return length;
    }

    /**
     * Returns whether a byte is a valid second byte after a lead byte. Four lead bytes restrict the second byte further
     * (table of RFC 3629 section 4).
     */
    private static boolean isSecond(int lead, int second) {
        return switch (lead) {
            case 0xe0 -> second >= 0xa0 && second <= 0xbf;
            case 0xed -> second >= 0x80 && second <= 0x9f;
            case 0xf0 -> second >= 0x90 && second <= 0xbf;
            case 0xf4 -> second >= 0x80 && second <= 0x8f;
            default -> isContinuation(second);
        };
    }

    private static boolean isContinuation(int value) {
        return value >> 6 == 0b10;
    }

    /**
     * Decodes well-formed UTF-8 to UTF-16 code units. Stores four code units in each {@code long} from {@code target}.
     *
     * @return number of code units, which is at most the number of bytes
     */
    public static int decode(byte[] bytes, int start, int end, long[] units, int target) {
        int count = 0;
        int at = start;
        while (at < end) {
            int lead = bytes[at];
            if (lead >= 0) {
                put(units, target, count++, lead);
                at++;
            } else if (lead < (byte) 0xe0) {
                put(units, target, count++, (lead & 0x1f) << 6 | low(bytes, at + 1));
                at += 2;
            } else if (lead < (byte) 0xf0) {
                put(units, target, count++, (lead & 0xf) << 12 | low(bytes, at + 1) << 6 | low(bytes, at + 2));
                at += 3;
            } else {
                int high = (lead & 7) << 18 | low(bytes, at + 1) << 12;
                int point = high | low(bytes, at + 2) << 6 | low(bytes, at + 3);
                put(units, target, count++, Character.highSurrogate(point));
                put(units, target, count++, Character.lowSurrogate(point));
                at += 4;
            }
        }
        return count;
    }

    /** Stores the code units of a string in the format of {@link #decode}, and returns their number. */
    public static int pack(String text, long[] units, int target) {
        for (int i = 0; i < text.length(); i++) {
            put(units, target, i, text.charAt(i));
        }
        return text.length();
    }

    /** Returns the code unit at an index of the output of {@link #decode}. */
    public static char unit(long[] units, int target, int index) {
        return (char) (units[target + (index >> 2)] >>> ((index & 3) << 4));
    }

    private static void put(long[] units, int target, int index, int unit) {
        int shift = (index & 3) << 4;
        int at = target + (index >> 2);
        // Storing the first of four units clears the old content.
        units[at] = (shift == 0 ? 0 : units[at]) | (long) unit << shift;
    }

    private static int low(byte[] bytes, int at) {
        return bytes[at] & 0x3f;
    }
}
