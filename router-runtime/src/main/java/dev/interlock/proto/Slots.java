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

    /** A number of 64 bits, or an unsigned one of 32 bits. */
    public static long longAt(Tape tape, int slot) {
        return tape.at(slot);
    }

    /** A number of 32 bits. */
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

    /** Whether text, bytes or a message is there. */
    public static boolean isSet(Tape tape, int slot) {
        return tape.at(slot) != 0;
    }

    /** Whether a bit of a slot is set. */
    public static boolean has(Tape tape, int slot, long bit) {
        return (tape.at(slot) & bit) != 0;
    }

    /** Whether all bits of a slot are set that are set in {@code bits}. */
    public static boolean hasAll(Tape tape, int slot, long bits) {
        return (tape.at(slot) & bits) == bits;
    }

    public static String stringAt(Tape tape, int slot) {
        return string(tape, tape.rangeAt(slot));
    }

    static String string(Tape tape, long range) {
        int length = Ranges.length(range);
        // As ASCII it is copied, without a look at each byte.
        return length == 0
                ? ""
                : new String(tape.bytes, Ranges.offset(range), length, Ranges.isAscii(range) ? ISO_8859_1 : UTF_8);
    }

    /** The bytes in a new array. */
    public static byte[] bytesAt(Tape tape, int slot) {
        long range = tape.rangeAt(slot);
        int offset = Ranges.offset(range);
        return Arrays.copyOfRange(tape.bytes, offset, offset + Ranges.length(range));
    }

    /** The slice, pointed at the bytes. */
    public static Slice sliceAt(Tape tape, int slot, Slice slice) {
        long range = tape.rangeAt(slot);
        tape.handOut(slice, Tape.NOWHERE);
        return range == 0 ? slice.wrap(NONE, 0, 0) : slice.wrap(tape.bytes, Ranges.offset(range), Ranges.length(range));
    }

    /** The view, pointed at the message of a slot, or at zeros if it is absent. */
    public static <V extends RecordView> V viewAt(Tape tape, int slot, V view, int size) {
        view.record = tape.handOutRecord(view, (int) tape.at(slot), size);
        return view;
    }

    /** The view, pointed at zeros. */
    public static <V extends RecordView> V absent(Tape tape, V view, int size) {
        view.record = tape.handOutRecord(view, 0, size);
        return view;
    }

    /** Whether a member is the one of its oneof that was set last. */
    public static boolean isCase(Tape tape, int oneof, int number) {
        return tape.at(oneof) == number;
    }

    /** The slice, pointed at no bytes. */
    public static Slice empty(Tape tape, Slice slice) {
        tape.handOut(slice, Tape.NOWHERE);
        return slice.wrap(NONE, 0, 0);
    }

    /** Whether the message of a slot is absent or has its required fields. */
    public static boolean isComplete(Tape tape, int slot, RecordCheck check) {
        int index = (int) tape.at(slot);
        return index == 0 || check.isComplete(tape, index);
    }

    /** Whether the value of an entry has its required fields; one that is absent is as a message without fields. */
    public static boolean isValueComplete(Tape tape, int slot, RecordCheck check, int size) {
        int index = (int) tape.at(slot);
        return check.isComplete(tape, index == 0 ? tape.absent(size) : index);
    }

    /** Whether each message of the vector of a slot has its required fields. */
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

    /** Whether each entry of a map that counts has its required fields. */
    public static boolean areComplete(Tape tape, MapEntries<?> entries, RecordCheck check) {
        int size = entries.size();
        // The check may lead to the same map of a message within: then these entries stand at that one.
        int first = entries.vector + 1;
        for (int i = 0; i < size; i++) {
            if (!check.isComplete(tape, (int) tape.at(first + i))) {
                return false;
            }
        }
        return true;
    }
}
