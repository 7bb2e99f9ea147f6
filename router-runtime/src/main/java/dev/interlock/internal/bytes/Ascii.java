package dev.interlock.internal.bytes;

import java.util.Objects;

/** Tests, writes and compares ASCII bytes. */
public final class Ascii {
    /**
     * Number of bytes that are tested together. For up to this many bytes, the test does not branch on the length,
     * because the CPU could hardly predict the branch.
     */
    private static final int AT_ONCE = 4 * Long.BYTES;

    /** Number of characters that are tested together, without a loop. */
    private static final int OVERLAPPING = 8;

    private static final long HIGH_BITS = 0x8080808080808080L;
    /**
     * Masks for four words that are tested together. In a mask, the high bit is set in each byte that belongs to the
     * range. The mask for the first word of a range has the index {@code length + 24}. The index for each of the next
     * three words is 8 less. The mask of a word after the range is 0.
     */
    private static final long[] WITHIN = within();

    private Ascii() {}

    private static long[] within() {
        long[] masks = new long[2 * AT_ONCE - Long.BYTES + 1];
        for (int i = 0; i < masks.length; i++) {
            int bytes = Math.max(0, i - (AT_ONCE - Long.BYTES));
            masks[i] = Swar.first(HIGH_BITS, bytes);
        }
        return masks;
    }

    /** Returns whether no byte of the range has its high bit set. */
    public static boolean isAscii(byte[] bytes, int offset, int length) {
        if (length > AT_ONCE || offset > bytes.length - AT_ONCE) {
            return isAsciiByWords(bytes, offset, length);
        }
        long[] within = WITHIN;
        long first = Swar.word(bytes, offset) & within[length + 3 * Long.BYTES];
        long second = Swar.word(bytes, offset + Long.BYTES) & within[length + 2 * Long.BYTES];
        long third = Swar.word(bytes, offset + 2 * Long.BYTES) & within[length + Long.BYTES];
        long fourth = Swar.word(bytes, offset + 3 * Long.BYTES) & within[length];
        return (first | second | third | fourth) == 0;
    }

    private static boolean isAsciiByWords(byte[] bytes, int offset, int length) {
        if (length < Long.BYTES) {
            return isAsciiShort(bytes, offset, length);
        }
        // The last word may overlap the word before.
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
     * Writes each character of {@code text} as one byte if all of them are ASCII. Otherwise the written bytes are
     * undefined.
     *
     * @return whether all characters are ASCII
     * @throws IndexOutOfBoundsException if the text is longer than the room from {@code at}
     */
    public static boolean put(CharSequence text, byte[] into, int at) {
        // The compiler inlines charAt only if it knows the class.
        return text instanceof String string ? putString(string, into, at) : putChars(text, into, at);
    }

    // This loop is unrolled on purpose. The compiler never inlines a method of more than 325 bytes of bytecode, so it
    // calls this method, and has room to inline the smaller methods around it.
    @SuppressWarnings("deprecation") // This drops the high bytes; the check below detects that.
    private static boolean putString(String text, byte[] into, int at) {
        int length = text.length();
        text.getBytes(0, length, into, at);
        if (length < OVERLAPPING) {
            return anyOfFew(text, length) < 0x80;
        }
        // The last eight characters may overlap the eight before them: a loop over single characters has an end that is
        // hard to predict. For eight characters, the compiler checks only the bounds of the first and the last index.
        int last = length - OVERLAPPING;
        int i = Math.min(0, last);
        int any = text.charAt(i) | text.charAt(i + 1) | text.charAt(i + 2) | text.charAt(i + 3);
        any |= text.charAt(i + 4) | text.charAt(i + 5) | text.charAt(i + 6) | text.charAt(i + 7);
        i = Math.min(OVERLAPPING, last);
        any |= text.charAt(i) | text.charAt(i + 1) | text.charAt(i + 2) | text.charAt(i + 3);
        any |= text.charAt(i + 4) | text.charAt(i + 5) | text.charAt(i + 6) | text.charAt(i + 7);
        while (i < last) {
            i = Math.min(i + OVERLAPPING, last);
            any |= text.charAt(i) | text.charAt(i + 1) | text.charAt(i + 2) | text.charAt(i + 3);
            any |= text.charAt(i + 4) | text.charAt(i + 5) | text.charAt(i + 6) | text.charAt(i + 7);
        }
        return any < 0x80;
    }

    private static int anyOfFew(String text, int length) {
        if (length >= 4) {
            int last = length - 4;
            return text.charAt(0)
                    | text.charAt(1)
                    | text.charAt(2)
                    | text.charAt(3)
                    | text.charAt(last)
                    | text.charAt(last + 1)
                    | text.charAt(last + 2)
                    | text.charAt(last + 3);
        }
        return length == 0 ? 0 : text.charAt(0) | text.charAt(length >>> 1) | text.charAt(length - 1);
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

    /** Returns whether the bytes at {@code offset} equal {@code text}. Returns false for text that is not ASCII. */
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
     * Returns whether the range equals {@code lowerCase}, ignoring the case of A to Z in the range.
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
        // The last word may overlap the word before.
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

    /** Turns A to Z into a to z, and returns any other byte unchanged. */
    public static byte toLowerCase(byte value) {
        return value >= 'A' && value <= 'Z' ? (byte) (value | 0x20) : value;
    }
}
