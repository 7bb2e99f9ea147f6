package dev.interlock.bytes;

import java.util.Objects;

/** Comparisons of ASCII bytes with text. */
public final class Ascii {
    private Ascii() {}

    /** Whether no byte of the range has its high bit set. */
    public static boolean isAscii(byte[] bytes, int offset, int length) {
        if (length < Long.BYTES) {
            return isAsciiShort(bytes, offset, length);
        }
        // The last word, which may begin in the one before.
        int last = offset + length - Long.BYTES;
        long all = Swar.word(bytes, last);
        for (int at = offset; at < last; at += Long.BYTES) {
            all |= Swar.word(bytes, at);
        }
        return Swar.isAscii(all);
    }

    private static boolean isAsciiShort(byte[] bytes, int offset, int length) {
        if (bytes.length - offset >= Long.BYTES) {
            return Swar.isAscii(Swar.first(Swar.word(bytes, offset), length));
        }
        int all = 0;
        for (int at = offset; at < offset + length; at++) {
            all |= bytes[at];
        }
        return all >= 0;
    }

    /**
     * Writes the characters of {@code text} as a byte each if all of them are ASCII; else what it writes has no meaning.
     *
     * @return whether all of them are
     * @throws IndexOutOfBoundsException when the text is longer than the room from {@code at} on
     */
    public static boolean put(CharSequence text, byte[] into, int at) {
        // For a class that is known the compiler takes charAt apart.
        return text instanceof String string ? putString(string, into, at) : putChars(text, into, at);
    }

    @SuppressWarnings("deprecation") // It cuts the high bytes off, and whether that loses anything is asked below.
    private static boolean putString(String text, byte[] into, int at) {
        int length = text.length();
        text.getBytes(0, length, into, at);
        int all = 0;
        for (int i = 0; i < length; i++) {
            all |= text.charAt(i);
        }
        return all < 0x80;
    }

    private static boolean putChars(CharSequence text, byte[] into, int at) {
        int length = text.length();
        Objects.checkFromIndexSize(at, length, into.length);
        int all = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            all |= c;
            into[at + i] = (byte) c;
        }
        return all < 0x80;
    }

    /** Whether {@code text} stands at {@code offset}; false for text that is not ASCII. */
    public static boolean equal(byte[] bytes, int offset, CharSequence text) {
        int length = text.length();
        if (bytes.length - offset < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[offset + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the range is {@code lowerCase} when its letters A to Z are read as a to z.
     *
     * @param lowerCase ASCII bytes without capitals
     */
    public static boolean equalIgnoreCase(byte[] bytes, int offset, int length, byte[] lowerCase) {
        if (length != lowerCase.length) {
            return false;
        }
        int last = length - Long.BYTES;
        if (last < 0) {
            return equalIgnoreCaseShort(bytes, offset, lowerCase);
        }
        for (int i = 0; i < last; i += Long.BYTES) {
            if (Swar.lowerCase(Swar.word(bytes, offset + i)) != Swar.word(lowerCase, i)) {
                return false;
            }
        }
        // The last word, which may begin in the one before.
        return Swar.lowerCase(Swar.word(bytes, offset + last)) == Swar.word(lowerCase, last);
    }

    private static boolean equalIgnoreCaseShort(byte[] bytes, int offset, byte[] lowerCase) {
        for (int i = 0; i < lowerCase.length; i++) {
            if (toLowerCase(bytes[offset + i]) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    /** A to Z become a to z, all else stays. */
    public static byte toLowerCase(byte value) {
        return value >= 'A' && value <= 'Z' ? (byte) (value | 0x20) : value;
    }
}
