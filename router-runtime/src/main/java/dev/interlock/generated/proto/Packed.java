package dev.interlock.generated.proto;

import dev.interlock.internal.bytes.Swar;
import dev.interlock.internal.bytes.Varints;
import java.util.function.IntPredicate;

/**
 * Reads packed runs of numbers into the vectors of repeated fields. Each method takes the index after the tag, makes
 * room for the whole run, and returns the index after it.
 */
final class Packed {
    private static final int INT64 = 0;
    private static final int INT32 = 1;
    private static final int UINT32 = 2;
    private static final int SINT32 = 3;
    private static final int SINT64 = 4;
    private static final int BOOL = 5;

    private Packed() {}

    /** Reads a run of {@code int64} or {@code uint64}. */
    static int int64(Tape tape, int at, int end, int slot) {
        return run(tape, at, end, slot, INT64);
    }

    /** Reads a run of {@code int32} or an open enum. */
    static int int32(Tape tape, int at, int end, int slot) {
        return run(tape, at, end, slot, INT32);
    }

    /** Reads a run of {@code uint32}. */
    static int uint32(Tape tape, int at, int end, int slot) {
        return run(tape, at, end, slot, UINT32);
    }

    /** Reads a run of {@code sint32}. */
    static int sint32(Tape tape, int at, int end, int slot) {
        return run(tape, at, end, slot, SINT32);
    }

    /** Reads a run of {@code sint64}. */
    static int sint64(Tape tape, int at, int end, int slot) {
        return run(tape, at, end, slot, SINT64);
    }

    /** Reads a run of {@code bool}. */
    static int bool(Tape tape, int at, int end, int slot) {
        return run(tape, at, end, slot, BOOL);
    }

    /**
     * Reads a run of varints. Each caller passes a constant type, so the compiler can make a separate loop for each
     * type.
     */
    private static int run(Tape tape, int at, int end, int slot, int type) {
        long span = Spans.read(tape, at, end);
        int place = Pair.first(span);
        int to = Pair.second(span);
        int element = tape.add(slot, Varints.count(tape.bytes, place, to));
        int last = tape.elements(slot) + tape.size(slot);
        while (element < last) {
            place = varint(tape, place, element++, type);
        }
        return place == to ? to : rest(tape, place, to, slot, type);
    }

    /**
     * Reads the rest of a run. The caller has counted the bytes that end a varint, and so misses varints of ten bytes
     * that {@linkplain Varints#endsNevertheless end nevertheless}.
     */
    private static int rest(Tape tape, int from, int to, int slot, int type) {
        int at = from;
        while (at < to) {
            at = varint(tape, at, tape.add(slot), type);
        }
        if (at != to) {
            // The last varint continues beyond the end of the run.
            throw tape.truncated();
        }
        return to;
    }

    private static int varint(Tape tape, int at, int slot, int type) {
        return switch (type) {
            case INT32 -> Scalars.int32(tape, at, slot);
            case UINT32 -> Scalars.uint32(tape, at, slot);
            case SINT32 -> Scalars.sint32(tape, at, slot);
            case SINT64 -> Scalars.sint64(tape, at, slot);
            case BOOL -> Scalars.bool(tape, at, slot);
            default -> Scalars.int64(tape, at, slot);
        };
    }

    /** Reads numbers of a closed enum. Drops numbers without a constant. */
    static int closedEnum(Tape tape, int at, int end, int slot, IntPredicate numbers) {
        int known = tape.size(slot);
        int to = int32(tape, at, end, slot);
        long[] slots = tape.slots;
        int elements = tape.elements(slot);
        int size = known;
        for (int i = known; i < tape.size(slot); i++) {
            long number = slots[elements + i];
            if (numbers.test((int) number)) {
                slots[elements + size++] = number;
            }
        }
        tape.shorten(slot, size);
        return to;
    }

    /** Reads a run of {@code fixed32}. */
    static int fixed32(Tape tape, int at, int end, int slot) {
        long span = fixed(tape, at, end, Integer.BYTES);
        int to = Pair.second(span);
        int element = tape.add(slot, (to - Pair.first(span)) / Integer.BYTES);
        for (int place = Pair.first(span); place < to; place += Integer.BYTES) {
            tape.slots[element++] = Swar.half(tape.bytes, place) & 0xffffffffL;
        }
        return to;
    }

    /** Reads a run of {@code sfixed32} or {@code float}. */
    static int sfixed32(Tape tape, int at, int end, int slot) {
        long span = fixed(tape, at, end, Integer.BYTES);
        int to = Pair.second(span);
        int element = tape.add(slot, (to - Pair.first(span)) / Integer.BYTES);
        for (int place = Pair.first(span); place < to; place += Integer.BYTES) {
            tape.slots[element++] = Swar.half(tape.bytes, place);
        }
        return to;
    }

    /** Reads a run of {@code fixed64}, {@code sfixed64} or {@code double}. */
    static int fixed64(Tape tape, int at, int end, int slot) {
        long span = fixed(tape, at, end, Long.BYTES);
        int to = Pair.second(span);
        int element = tape.add(slot, (to - Pair.first(span)) / Long.BYTES);
        for (int place = Pair.first(span); place < to; place += Long.BYTES) {
            tape.slots[element++] = Swar.word(tape.bytes, place);
        }
        return to;
    }

    /** Returns the span of a run, whose length must be a multiple of {@code size}. */
    private static long fixed(Tape tape, int at, int end, int size) {
        long span = Spans.read(tape, at, end);
        if ((Pair.second(span) - Pair.first(span)) % size != 0) {
            throw tape.truncated();
        }
        return span;
    }
}
