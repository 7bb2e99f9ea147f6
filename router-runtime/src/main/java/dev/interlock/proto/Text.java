package dev.interlock.proto;

import dev.interlock.bytes.Ascii;
import dev.interlock.bytes.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Text of a message: ASCII is read in place, other text is decoded when it is first asked for a character, onto the tape.
 *
 * <p>Belongs to the decoder that has it, which points it elsewhere; {@link #toString()} makes what stays. Not safe for use by
 * several threads.
 */
public final class Text implements CharSequence {
    private static final int UNITS_PER_SLOT = 4;

    private final Tape tape;
    /** Content of the slot that this text was last pointed at. */
    private long source;

    private long range;
    private int generation;

    /** Characters, once the text is decoded; -1 before. */
    private int length;
    /** Slots for decoded characters, four in each, and the message that they were taken for. */
    private int units;

    private int unitSlots;
    private int unitsGeneration = -1;

    /** Text of messages on a tape. */
    public Text(Tape tape) {
        this.tape = tape;
    }

    /** This text, pointed at that of a slot; decoded characters stay decoded, as accessors call this each time. */
    public Text at(int slot) {
        long wanted = tape.rangeAt(slot);
        if (wanted != source || generation != tape.generation) {
            point(wanted);
        }
        return this;
    }

    private void point(long wanted) {
        source = wanted;
        range = wanted;
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

    private void checkLive() {
        if (tape.generation != generation || tape.slots.length == 0) {
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
        takeUnits(bytes);
        if (Utf8.isValid(tape.bytes, offset, offset + bytes)) {
            length = Utf8.decode(tape.bytes, offset, offset + bytes, tape.slots, units);
        } else {
            length = Utf8.pack(new String(tape.bytes, offset, bytes, StandardCharsets.UTF_8), tape.slots, units);
        }
    }

    /** Takes slots anew only where those that there are do not suffice, whose number at least doubles. */
    private void takeUnits(int count) {
        int needed = count / UNITS_PER_SLOT + 1;
        int known = unitsGeneration == generation ? unitSlots : 0;
        if (known < needed) {
            unitSlots = Math.max(needed, 2 * known);
            units = tape.spare(unitSlots);
            unitsGeneration = generation;
        }
    }
}
