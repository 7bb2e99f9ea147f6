package dev.interlock.proto;

import dev.interlock.bytes.Swar;
import dev.interlock.bytes.Varints;

/**
 * Reads packed runs of numbers into the vectors of repeated fields: each takes the place behind the tag, and gives the end of
 * the run. Room is made once for each run.
 */
public final class Packed {
    private Packed() {}

    /** {@code int64} or {@code uint64}. */
    public static int int64(Tape tape, int at, int end, int slot) {
        return run(tape, at, end, slot, false);
    }

    /** @param isNarrow whether the numbers are of 32 bits, which decides how long a varint may be */
    private static int run(Tape tape, int at, int end, int slot, boolean isNarrow) {
        long span = Wire.span(tape, at, end);
        int place = Wire.first(span);
        int to = Wire.second(span);
        int count = Varints.count(tape.bytes, place, to);
        int element = tape.add(slot, count);
        for (int i = 0; i < count; i++) {
            place = varint(tape, place, element + i, isNarrow);
        }
        return place == to ? to : rest(tape, place, to, slot, isNarrow);
    }

    /** What is left, as varints of ten bytes end without a byte that says so. */
    private static int rest(Tape tape, int from, int to, int slot, boolean isNarrow) {
        int at = from;
        while (at < to) {
            at = varint(tape, at, tape.add(slot), isNarrow);
        }
        if (at != to) {
            // The last one goes on behind the run.
            throw tape.truncated();
        }
        return to;
    }

    private static int varint(Tape tape, int at, int slot, boolean isNarrow) {
        return isNarrow ? Scalars.varint32(tape, at, slot) : Scalars.int64(tape, at, slot);
    }

    /** {@code int32} or an open enum. */
    public static int int32(Tape tape, int at, int end, int slot) {
        int known = tape.size(slot);
        int to = run(tape, at, end, slot, true);
        long[] slots = tape.slots;
        int last = tape.elements(slot) + tape.size(slot);
        for (int i = tape.elements(slot) + known; i < last; i++) {
            slots[i] = (int) slots[i];
        }
        return to;
    }

    /** {@code uint32}. */
    public static int uint32(Tape tape, int at, int end, int slot) {
        int known = tape.size(slot);
        int to = run(tape, at, end, slot, true);
        long[] slots = tape.slots;
        int last = tape.elements(slot) + tape.size(slot);
        for (int i = tape.elements(slot) + known; i < last; i++) {
            slots[i] &= 0xffffffffL;
        }
        return to;
    }

    /** {@code sint32}. */
    public static int sint32(Tape tape, int at, int end, int slot) {
        int known = tape.size(slot);
        int to = run(tape, at, end, slot, true);
        long[] slots = tape.slots;
        int last = tape.elements(slot) + tape.size(slot);
        for (int i = tape.elements(slot) + known; i < last; i++) {
            slots[i] = Varints.signed((int) slots[i]);
        }
        return to;
    }

    /** {@code sint64}. */
    public static int sint64(Tape tape, int at, int end, int slot) {
        int known = tape.size(slot);
        int to = int64(tape, at, end, slot);
        long[] slots = tape.slots;
        int last = tape.elements(slot) + tape.size(slot);
        for (int i = tape.elements(slot) + known; i < last; i++) {
            slots[i] = Varints.signed(slots[i]);
        }
        return to;
    }

    /** {@code bool}. */
    public static int bool(Tape tape, int at, int end, int slot) {
        int known = tape.size(slot);
        int to = int64(tape, at, end, slot);
        long[] slots = tape.slots;
        int last = tape.elements(slot) + tape.size(slot);
        for (int i = tape.elements(slot) + known; i < last; i++) {
            slots[i] = slots[i] == 0 ? 0 : 1;
        }
        return to;
    }

    /** A closed enum: numbers without a constant are left out. */
    public static int closedEnum(Tape tape, int at, int end, int slot, ClosedEnum constants) {
        int known = tape.size(slot);
        int to = int32(tape, at, end, slot);
        long[] slots = tape.slots;
        int elements = tape.elements(slot);
        int size = known;
        for (int i = known; i < tape.size(slot); i++) {
            long number = slots[elements + i];
            if (constants.has((int) number)) {
                slots[elements + size++] = number;
            }
        }
        tape.shorten(slot, size);
        return to;
    }

    /** {@code fixed32}. */
    public static int fixed32(Tape tape, int at, int end, int slot) {
        long span = fixed(tape, at, end, Integer.BYTES);
        int to = Wire.second(span);
        int element = tape.add(slot, (to - Wire.first(span)) / Integer.BYTES);
        for (int place = Wire.first(span); place < to; place += Integer.BYTES) {
            tape.slots[element++] = Swar.half(tape.bytes, place) & 0xffffffffL;
        }
        return to;
    }

    /** {@code sfixed32} or {@code float}. */
    public static int sfixed32(Tape tape, int at, int end, int slot) {
        long span = fixed(tape, at, end, Integer.BYTES);
        int to = Wire.second(span);
        int element = tape.add(slot, (to - Wire.first(span)) / Integer.BYTES);
        for (int place = Wire.first(span); place < to; place += Integer.BYTES) {
            tape.slots[element++] = Swar.half(tape.bytes, place);
        }
        return to;
    }

    /** {@code fixed64}, {@code sfixed64} or {@code double}. */
    public static int fixed64(Tape tape, int at, int end, int slot) {
        long span = fixed(tape, at, end, Long.BYTES);
        int to = Wire.second(span);
        int element = tape.add(slot, (to - Wire.first(span)) / Long.BYTES);
        for (int place = Wire.first(span); place < to; place += Long.BYTES) {
            tape.slots[element++] = Swar.word(tape.bytes, place);
        }
        return to;
    }

    /** The run, whose length is that of whole numbers. */
    private static long fixed(Tape tape, int at, int end, int size) {
        long span = Wire.span(tape, at, end);
        if ((Wire.second(span) - Wire.first(span)) % size != 0) {
            throw tape.truncated();
        }
        return span;
    }
}
