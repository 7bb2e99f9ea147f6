package dev.interlock.generated.proto;

import dev.interlock.internal.bytes.Swar;
import dev.interlock.internal.bytes.Varints;

/**
 * Reads numbers into slots. Each method takes the index after the tag, and returns the index after the value. That
 * index may lie beyond the end of the message, but never beyond the end of the array.
 */
final class Scalars {
    private Scalars() {}

    /** Reads {@code int64} or {@code uint64}. */
    static int int64(Tape tape, int at, int slot) {
        byte[] bytes = tape.bytes;
        if (at >= tape.end) {
            throw tape.truncated();
        }
        int low = bytes[at];
        if (low >= 0) {
            tape.slots[slot] = low;
            return at + 1;
        }
        if (at > tape.lastWide) {
            return nearEnd(tape, at, slot);
        }
        // Byte by byte, because most numbers are short. Branches that the CPU predicts correctly cost less than
        // arithmetic on words.
        low ^= bytes[at + 1] << 7;
        if (low < 0) {
            tape.slots[slot] = low ^ -1 << 7;
            return at + 2;
        }
        low ^= bytes[at + 2] << 14;
        if (low >= 0) {
            tape.slots[slot] = low ^ (-1 << 7 ^ -1 << 14);
            return at + 3;
        }
        return word(tape, at, slot);
    }

    private static int word(Tape tape, int at, int slot) {
        long word = Swar.word(tape.bytes, at);
        int length = Varints.length(word);
        if (length > Long.BYTES) {
            return nearEnd(tape, at, slot);
        }
        tape.slots[slot] = Varints.value(word);
        return at + length;
    }

    /** Reads byte by byte: the end of the array may be near, or the varint may be longer than a word. */
    private static int nearEnd(Tape tape, int from, int slot) {
        byte[] bytes = tape.bytes;
        int most = Math.min(Varints.LONGEST, tape.end - from);
        long value = 0;
        for (int i = 0; i < most; i++) {
            byte next = bytes[from + i];
            value |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0 || Varints.endsNevertheless(next, i)) {
                tape.slots[slot] = value;
                return from + i + 1;
            }
        }
        throw most == Varints.LONGEST ? tape.malformed("a varint of more than 10 bytes", from) : tape.truncated();
    }

    /** Like {@link #int64}, but rejects a varint with more than ten bytes. */
    private static int varint32(Tape tape, int at, int slot) {
        int after = int64(tape, at, slot);
        if (after - at == Varints.LONGEST && tape.bytes[after - 1] < 0) {
            throw tape.malformed("a varint of more than 10 bytes", at);
        }
        return after;
    }

    /** Reads {@code int32} or an open enum. Only the low 32 bits of the varint count. */
    static int int32(Tape tape, int at, int slot) {
        int after = varint32(tape, at, slot);
        tape.slots[slot] = (int) tape.slots[slot];
        return after;
    }

    /** Reads {@code uint32}. */
    static int uint32(Tape tape, int at, int slot) {
        int after = varint32(tape, at, slot);
        tape.slots[slot] &= 0xffffffffL;
        return after;
    }

    /** Reads {@code sint32}. */
    static int sint32(Tape tape, int at, int slot) {
        int after = varint32(tape, at, slot);
        tape.slots[slot] = Varints.signed((int) tape.slots[slot]);
        return after;
    }

    /** Reads {@code sint64}. */
    static int sint64(Tape tape, int at, int slot) {
        int after = int64(tape, at, slot);
        tape.slots[slot] = Varints.signed(tape.slots[slot]);
        return after;
    }

    /** Reads {@code bool}, which is true for any varint except zero. */
    static int bool(Tape tape, int at, int slot) {
        int after = int64(tape, at, slot);
        tape.slots[slot] = tape.slots[slot] == 0 ? 0 : 1;
        return after;
    }

    /** Reads {@code fixed32}, stored as an unsigned value. */
    static int fixed32(Tape tape, int at, int end, int slot) {
        if (end - at < Integer.BYTES) {
            throw tape.truncated();
        }
        tape.slots[slot] = Swar.half(tape.bytes, at) & 0xffffffffL;
        return at + Integer.BYTES;
    }

    /** Reads {@code sfixed32} or {@code float}. */
    static int sfixed32(Tape tape, int at, int end, int slot) {
        if (end - at < Integer.BYTES) {
            throw tape.truncated();
        }
        tape.slots[slot] = Swar.half(tape.bytes, at);
        return at + Integer.BYTES;
    }

    /** Reads {@code fixed64}, {@code sfixed64} or {@code double}. */
    static int fixed64(Tape tape, int at, int end, int slot) {
        if (end - at < Long.BYTES) {
            throw tape.truncated();
        }
        tape.slots[slot] = Swar.word(tape.bytes, at);
        return at + Long.BYTES;
    }
}
