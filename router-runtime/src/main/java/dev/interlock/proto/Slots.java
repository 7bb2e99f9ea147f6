package dev.interlock.proto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.Slice;
import java.util.Arrays;

/**
 * Reads values from a tape for the accessors of generated decoders.
 *
 * <p>Each method throws {@link IllegalStateException} after the end of the message.
 */
public final class Slots {
    private static final byte[] NONE = {};

    private Slots() {}

    /** Returns a 64-bit number, or an unsigned 32-bit number. */
    public static long longAt(Tape tape, int slot) {
        return tape.at(slot);
    }

    /** Returns a 32-bit number. */
    public static int intAt(Tape tape, int slot) {
        return (int) tape.at(slot);
    }

    public static float floatAt(Tape tape, int slot) {
        return Float.intBitsToFloat((int) tape.at(slot));
    }

    public static double doubleAt(Tape tape, int slot) {
        return Double.longBitsToDouble(tape.at(slot));
    }

    public static boolean booleanAt(Tape tape, int slot) {
        return tape.at(slot) != 0;
    }

    /** Whether a slot has text, bytes or a message. */
    public static boolean isSet(Tape tape, int slot) {
        return tape.at(slot) != 0;
    }

    /** Whether a bit of a slot is set. */
    public static boolean has(Tape tape, int slot, long bit) {
        return (tape.at(slot) & bit) != 0;
    }

    /** Whether all of the given bits of a slot are set. */
    public static boolean hasAll(Tape tape, int slot, long bits) {
        return (tape.at(slot) & bits) == bits;
    }

    public static String stringAt(Tape tape, int slot) {
        return string(tape, tape.rangeAt(slot));
    }

    static String string(Tape tape, long range) {
        int length = Ranges.length(range);
        // ASCII is copied without checking each byte.
        return length == 0
                ? ""
                : new String(tape.bytes, Ranges.offset(range), length, Ranges.isAscii(range) ? ISO_8859_1 : UTF_8);
    }

    /** Returns the bytes in a new array. */
    public static byte[] bytesAt(Tape tape, int slot) {
        long range = tape.rangeAt(slot);
        int offset = Ranges.offset(range);
        return Arrays.copyOfRange(tape.bytes, offset, offset + Ranges.length(range));
    }

    /** Moves a slice to the bytes of a slot, and returns it. */
    public static Slice sliceAt(Tape tape, int slot, Slice slice) {
        long range = tape.rangeAt(slot);
        tape.handOut(slice, Tape.NOWHERE);
        return range == 0 ? slice.wrap(NONE, 0, 0) : slice.wrap(tape.bytes, Ranges.offset(range), Ranges.length(range));
    }

    /** Moves a view to the message of a slot, or to zeros if the message is absent. Returns the view. */
    public static <V extends RecordView> V viewAt(Tape tape, int slot, V view, int size) {
        view.record = tape.handOutRecord(view, (int) tape.at(slot), size);
        return view;
    }

    /** Moves a view to zeros, and returns it. */
    public static <V extends RecordView> V absent(Tape tape, V view, int size) {
        view.record = tape.handOutRecord(view, 0, size);
        return view;
    }

    /** Whether the given member of a oneof was set last. */
    public static boolean isCase(Tape tape, int oneof, int number) {
        return tape.at(oneof) == number;
    }

    /** Makes a slice empty, and returns it. */
    public static Slice empty(Tape tape, Slice slice) {
        tape.handOut(slice, Tape.NOWHERE);
        return slice.wrap(NONE, 0, 0);
    }

    /** Whether the message of a slot is absent or has its required fields. */
    public static boolean isComplete(Tape tape, int slot, RecordCheck check) {
        int index = (int) tape.at(slot);
        return index == 0 || check.isComplete(tape, index);
    }

    /** Whether the value of a map entry has its required fields. An absent value has no fields. */
    public static boolean isValueComplete(Tape tape, int slot, RecordCheck check, int size) {
        int index = (int) tape.at(slot);
        return check.isComplete(tape, index == 0 ? tape.absent(size) : index);
    }

    /** Whether each message in the vector of a slot has its required fields. */
    public static boolean areComplete(Tape tape, int slot, RecordCheck check) {
        int size = tape.size(slot);
        int elements = tape.elements(slot);
        for (int i = 0; i < size; i++) {
            if (!check.isComplete(tape, (int) tape.at(elements + i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether each entry of a map has its required fields. Entries that a later one with the same key replaces do not
     * count.
     */
    public static boolean areComplete(Tape tape, MapEntries<?> entries, RecordCheck check) {
        int size = entries.size();
        // Kept here: the check may move these entries to the same map of an inner message.
        int first = entries.vector + 1;
        for (int i = 0; i < size; i++) {
            if (!check.isComplete(tape, (int) tape.at(first + i))) {
                return false;
            }
        }
        return true;
    }
}
