package dev.interlock.generated.proto;

import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.bytes.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Text of a message. ASCII is read in place. Other text is decoded at the first access to a character, into further
 * slots of the tape.
 *
 * <p>A text keeps its content while its message is read; {@link #toString()} returns a copy that stays valid. Texts are
 * compared and hashed by their characters. A text equals only other texts: {@code text.equals(string)} is false,
 * because a {@code String} equals only strings. To compare with any characters, use {@code string.contentEquals(text)}
 * or {@link CharSequence#compare}. Not safe for use by several threads.
 */
final class Text implements CharSequence, Comparable<Text> {
    /** Approximate number of heap bytes of a text; a message may have thousands. */
    private static final int BYTES = 32;

    private static final int UNITS_PER_SLOT = 4;

    private final Tape tape;
    /**
     * Offset of the bytes, or after decoding, the complement of the index of the first slot with characters. Each slot
     * holds four characters. The slot before the first one holds the range of the bytes.
     */
    private int start;
    /** Number of characters, or before decoding, the complement of the number of bytes. */
    private int length;
    /** {@linkplain Tape#generation Generation} of the message to which the text belongs. */
    private long generation;

    Text(Tape tape) {
        this.tape = tape;
        tape.objects.made(BYTES);
    }

    /** Moves this text to a slot, unless the text already belongs to the current message. Returns this text. */
    Text at(int slot) {
        if (generation != tape.generation) {
            point(slot);
        }
        return this;
    }

    private void point(int slot) {
        long range = tape.rangeAt(slot);
        int bytes = Range.length(range);
        start = Range.offset(range);
        length = Range.isAscii(range) ? bytes : ~bytes;
        generation = tape.generation;
        tape.handOut(this, StrictHandOuts.NOWHERE);
    }

    @Override
    public int length() {
        checkLive();
        if (length < 0) {
            decode();
        }
        return length;
    }

    /**
     * Writes each character as one byte if all of them are ASCII. Otherwise writes nothing.
     *
     * @return whether all characters are ASCII
     * @throws IndexOutOfBoundsException if there is too little room from {@code at}
     */
    boolean putAscii(byte[] into, int at) {
        int count = length();
        boolean isAscii = start >= 0;
        if (isAscii) {
            System.arraycopy(tape.bytes, start, into, at, count);
        }
        return isAscii;
    }

    @Override
    public char charAt(int index) {
        Objects.checkIndex(index, length());
        int from = start;
        return from >= 0 ? (char) tape.bytes[from + index] : Utf8.unit(tape.slots, ~from, index);
    }

    /** Returns a part as a separate text, which keeps its content as long as this text. */
    @Override
    public CharSequence subSequence(int from, int to) {
        Objects.checkFromToIndex(from, to, length());
        if (start >= 0) {
            return new String(tape.bytes, start + from, to - from, StandardCharsets.ISO_8859_1);
        }
        char[] part = new char[to - from];
        for (int i = 0; i < part.length; i++) {
            part[i] = Utf8.unit(tape.slots, ~start, from + i);
        }
        return new String(part);
    }

    /** Copies the text. Invalid UTF-8 becomes U+FFFD. */
    @Override
    public String toString() {
        checkLive();
        if (start < 0) {
            return tape.stringAt(~start - 1);
        }
        return length < 0
                ? new String(tape.bytes, start, ~length, StandardCharsets.UTF_8)
                : new String(tape.bytes, start, length, StandardCharsets.ISO_8859_1);
    }

    /** Compares the characters in the order of {@link String#compareTo}. */
    @Override
    public int compareTo(Text other) {
        int common = Math.min(length(), other.length());
        for (int i = 0; i < common; i++) {
            int difference = charAt(i) - other.charAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        return length() - other.length();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Text text && length() == text.length() && compareTo(text) == 0;
    }

    /** Returns the hash code of a {@code String} with the same characters. */
    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0, end = length(); i < end; i++) {
            hash = 31 * hash + charAt(i);
        }
        return hash;
    }

    private void checkLive() {
        if (tape.generation != generation) {
            throw tape.ended(this);
        }
    }

    private void decode() {
        byte[] bytes = tape.bytes;
        int from = start;
        int count = ~length;
        if (Ascii.isAscii(bytes, from, count)) {
            length = count;
            return;
        }
        // There is room for one UTF-16 unit for each byte. Even if malformed bytes are replaced, there are never more
        // units.
        int kept = tape.spare(1 + count / UNITS_PER_SLOT + 1);
        int units = kept + 1;
        long[] slots = tape.slots;
        slots[kept] = Range.notAscii(from, count);
        length = Utf8.isValid(bytes, from, from + count)
                ? Utf8.decode(bytes, from, from + count, slots, units)
                : Utf8.pack(new String(bytes, from, count, StandardCharsets.UTF_8), slots, units);
        start = ~units;
    }
}
