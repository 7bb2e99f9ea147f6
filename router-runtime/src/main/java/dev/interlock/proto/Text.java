package dev.interlock.proto;

import dev.interlock.bytes.Ascii;
import dev.interlock.bytes.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Text of a message: ASCII is read in place, other text is decoded when it is first asked for a character, onto the
 * tape.
 *
 * <p>Keeps its content as long as its message is read; {@link #toString()} makes what stays. Texts are equal, hashed
 * and compared by their characters, but only to each other: a {@code String} is equal to strings alone, so {@code
 * text.equals(string)} is false. {@code string.contentEquals(text)} and {@link CharSequence#compare} compare with any
 * characters. Not safe for use by several threads.
 */
public final class Text implements CharSequence, Comparable<Text> {
    /** About what one of them takes of the heap. */
    private static final int BYTES = 40;

    private static final int UNITS_PER_SLOT = 4;

    private final Tape tape;
    private long range;
    /** The message that it is text of. */
    private long generation;

    /** Characters, once the text is decoded; -1 before. */
    private int length;
    /** The first slot of the decoded characters, four in each, unless the text is ASCII. */
    private int units;

    /** Text of messages on a tape. */
    public Text(Tape tape) {
        this.tape = tape;
        tape.pools.made(BYTES);
    }

    /** This text, pointed at that of a slot, where it stays until the next message is read. */
    public Text at(int slot) {
        if (generation != tape.generation) {
            point(slot);
        }
        return this;
    }

    private void point(int slot) {
        range = tape.rangeAt(slot);
        generation = tape.generation;
        length = Ranges.isAscii(range) ? Ranges.length(range) : -1;
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
     * Writes the characters as a byte each if all of them are ASCII; else it does nothing.
     *
     * @return whether all of them are
     * @throws IndexOutOfBoundsException when there is too little room from {@code at} on
     */
    boolean putAscii(byte[] into, int at) {
        int count = length();
        boolean isAscii = Ranges.isAscii(range);
        if (isAscii) {
            System.arraycopy(tape.bytes, Ranges.offset(range), into, at, count);
        }
        return isAscii;
    }

    @Override
    public char charAt(int index) {
        Objects.checkIndex(index, length());
        return Ranges.isAscii(range)
                ? (char) tape.bytes[Ranges.offset(range) + index]
                : Utf8.unit(tape.slots, units, index);
    }

    /** A part as text of its own, which stays. */
    @Override
    public CharSequence subSequence(int start, int end) {
        Objects.checkFromToIndex(start, end, length());
        if (Ranges.isAscii(range)) {
            return new String(tape.bytes, Ranges.offset(range) + start, end - start, StandardCharsets.ISO_8859_1);
        }
        char[] part = new char[end - start];
        for (int i = 0; i < part.length; i++) {
            part[i] = Utf8.unit(tape.slots, units, start + i);
        }
        return new String(part);
    }

    /** The text as one that stays; what is not UTF-8 in it becomes U+FFFD. */
    @Override
    public String toString() {
        checkLive();
        return Slots.string(tape, range);
    }

    /** Compares the characters, as strings do. */
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

    /** The hash of a {@code String} of the same characters. */
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
            throw Tape.ended();
        }
    }

    private void decode() {
        int offset = Ranges.offset(range);
        int bytes = Ranges.length(range);
        if (Ascii.isAscii(tape.bytes, offset, bytes)) {
            range = Ranges.asAscii(range);
            length = bytes;
            return;
        }
        // Never more than one for each byte, also where some are replaced.
        units = tape.spare(bytes / UNITS_PER_SLOT + 1);
        if (Utf8.isValid(tape.bytes, offset, offset + bytes)) {
            length = Utf8.decode(tape.bytes, offset, offset + bytes, tape.slots, units);
        } else {
            length = Utf8.pack(new String(tape.bytes, offset, bytes, StandardCharsets.UTF_8), tape.slots, units);
        }
    }
}
