package dev.interlock.generated.proto;

import dev.interlock.internal.bytes.Varints;

/** Reads tags, and the lengths in front of text, bytes, messages and packed runs. */
final class Spans {
    /** Largest depth of a message within the outermost one. It is the default limit of protobuf-java. */
    static final int DEEPEST = 100;

    private Spans() {}

    /** Reads a tag of more than one byte. Returns a {@link Pair}: the index after the tag, and the tag. */
    static long tag(Tape tape, int at) {
        byte[] bytes = tape.bytes;
        if (at + 1 < tape.end && bytes[at + 1] >= 0) {
            return Pair.of(at + 2, (bytes[at] & 0x7f) | bytes[at + 1] << 7);
        }
        return varint32(tape, at);
    }

    /**
     * Reads a varint and ignores all but its low 32 bits. Returns a {@link Pair}: the index after the varint, and its
     * value.
     */
    static long varint32(Tape tape, int from) {
        byte[] bytes = tape.bytes;
        int most = Math.min(Varints.LONGEST, tape.end - from);
        long value = 0;
        for (int i = 0; i < most; i++) {
            byte next = bytes[from + i];
            value |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return Pair.of(from + i + 1, (int) value);
            }
        }
        throw most == Varints.LONGEST ? tape.malformed("a varint of more than 10 bytes", from) : tape.truncated();
    }

    /** Returns the low 32 bits of a varint. */
    static int varint(Tape tape, int at) {
        return Pair.second(varint32(tape, at));
    }

    /** Returns the index after a 32-bit varint. */
    static int skipVarint(Tape tape, int at) {
        return Pair.first(varint32(tape, at));
    }

    /**
     * Reads a length, and checks that this number of bytes follows. Returns a {@link Pair}: the start and the end of
     * these bytes.
     */
    static long read(Tape tape, int at, int end) {
        if (at >= end) {
            throw tape.truncated();
        }
        int length = tape.bytes[at];
        if (length < 0) {
            return wide(tape, at, end);
        }
        int from = at + 1;
        if (length > end - from) {
            throw tape.truncated();
        }
        return Pair.of(from, from + length);
    }

    static long wide(Tape tape, int at, int end) {
        long length = varint32(tape, at);
        int from = Pair.first(length);
        if (Pair.second(length) < 0) {
            throw tape.malformed("a negative length", at);
        }
        if (Pair.second(length) > end - from) {
            throw tape.truncated();
        }
        return Pair.of(from, from + Pair.second(length));
    }

    /** Like {@link #read}, for a message within a message at the given depth. */
    static long message(Tape tape, int at, int end, int depth) {
        checkDepth(tape, at, depth);
        return read(tape, at, end);
    }

    /** Rejects messages that are nested too deep. */
    static void checkDepth(Tape tape, int at, int depth) {
        if (depth >= DEEPEST) {
            throw tape.malformed("messages nested more than " + DEEPEST + " deep", at);
        }
    }
}
