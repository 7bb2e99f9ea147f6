package dev.interlock.proto;

import dev.interlock.bytes.Varints;

/**
 * Parses the wire format for generated decoders: tags, lengths and unknown fields. A method with two results returns
 * both in one {@code long}, which stays in a register.
 */
public final class Wire {
    /** Largest depth of a message within the outermost one. protobuf-java has the same default. */
    static final int DEEPEST = 100;

    /** Stands in place of an end tag for a message that is not a group. */
    public static final int NO_GROUP = 0;

    private static final int TYPE_MASK = (1 << WireType.BITS) - 1;

    private Wire() {}

    private static long pair(int first, int second) {
        return (long) first << Integer.SIZE | (second & 0xffffffffL);
    }

    /** Returns the first of two results. */
    public static int first(long pair) {
        return (int) (pair >>> Integer.SIZE);
    }

    /** Returns the second of two results. */
    public static int second(long pair) {
        return (int) pair;
    }

    /** Reads a tag of more than one byte. Returns the index after it, and the tag. */
    public static long tag(Tape tape, int at) {
        byte[] bytes = tape.bytes;
        if (at + 1 < tape.end && bytes[at + 1] >= 0) {
            return pair(at + 2, (bytes[at] & 0x7f) | bytes[at + 1] << 7);
        }
        return varint32(tape, at);
    }

    /** Reads a varint of which only the low 32 bits count. Returns the index after it, and its value. */
    private static long varint32(Tape tape, int from) {
        byte[] bytes = tape.bytes;
        int most = Math.min(Varints.LONGEST, tape.end - from);
        long value = 0;
        for (int i = 0; i < most; i++) {
            byte next = bytes[from + i];
            value |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return pair(from + i + 1, (int) value);
            }
        }
        throw most == Varints.LONGEST ? tape.malformed("a varint of more than 10 bytes", from) : tape.truncated();
    }

    /** Reads a length, and checks that as many bytes follow. Returns the start and the end of these bytes. */
    public static long span(Tape tape, int at, int end) {
        if (at >= end) {
            throw tape.truncated();
        }
        int length = tape.bytes[at];
        if (length < 0) {
            return wideSpan(tape, at, end);
        }
        int from = at + 1;
        if (length > end - from) {
            throw tape.truncated();
        }
        return pair(from, from + length);
    }

    private static long wideSpan(Tape tape, int at, int end) {
        long length = varint32(tape, at);
        int from = first(length);
        if (second(length) < 0) {
            throw tape.malformed("a negative length", at);
        }
        if (second(length) > end - from) {
            throw tape.truncated();
        }
        return pair(from, from + second(length));
    }

    /** Like {@link #span}, for a message within a message at the given depth. */
    public static long message(Tape tape, int at, int end, int depth) {
        checkDepth(tape, at, depth);
        return span(tape, at, end);
    }

    /** Rejects messages that are nested too deep. */
    public static void checkDepth(Tape tape, int at, int depth) {
        if (depth >= DEEPEST) {
            throw tape.malformed("messages nested more than " + DEEPEST + " deep", at);
        }
    }

    /**
     * Checks that a message ends at its end. A value may have been read from beyond that end.
     *
     * @return the end
     */
    public static int finish(Tape tape, int at, int end, int closing) {
        if (at != end || closing != NO_GROUP) {
            throw tape.truncated();
        }
        return end;
    }

    /** Whether a tag ends the current group. */
    public static boolean closes(int tag, int closing) {
        return tag == closing && closing != NO_GROUP;
    }

    /**
     * Skips an unknown field.
     *
     * @param at index after its tag
     * @param depth depth of the message that has the field
     * @return index after the field, which may be beyond the end of the message
     */
    public static int skip(Tape tape, int tag, int at, int end, int depth) {
        if (tag >>> WireType.BITS == 0) {
            throw tape.malformed("a field with the number 0", at);
        }
        return switch (tag & TYPE_MASK) {
            case WireType.VARINT -> skipLongVarint(tape, at);
            case WireType.I64 -> skipBytes(tape, at, end, Long.BYTES);
            case WireType.LEN -> skipSpans(tape, tag, at, end);
            case WireType.SGROUP -> skipGroup(tape, tag - WireType.SGROUP + WireType.EGROUP, at, end, depth);
            case WireType.I32 -> skipBytes(tape, at, end, Integer.BYTES);
            case WireType.EGROUP -> throw tape.malformed("the end of a group that did not begin", at);
            default -> throw tape.malformed("a tag with a wire type that does not exist", at);
        };
    }

    /** Skips a field with a length, and all fields with the same tag that follow it: elements of a repeated field. */
    private static int skipSpans(Tape tape, int tag, int from, int end) {
        byte[] bytes = tape.bytes;
        int at = from;
        while (true) {
            int length = at < end ? bytes[at] : 0;
            if (length < 0) {
                at = second(wideSpan(tape, at, end));
            } else if (length < end - at) {
                at += 1 + length;
            } else {
                throw tape.truncated();
            }
            // A tag of several bytes never matches: its first byte is negative. The tags of the largest field numbers
            // are negative.
            if (at >= end || tag < 0 || bytes[at] != tag) {
                return at;
            }
            at++;
        }
    }

    private static int skipBytes(Tape tape, int at, int end, int count) {
        if (end - at < count) {
            throw tape.truncated();
        }
        return at + count;
    }

    /** Returns the low 32 bits of a varint. */
    static int varint(Tape tape, int at) {
        return second(varint32(tape, at));
    }

    /** Returns the index after a 32-bit varint. */
    public static int skipVarint(Tape tape, int at) {
        return first(varint32(tape, at));
    }

    /** Returns the index after a varint whose value is not needed, see {@link Varints#endsNevertheless}. */
    private static int skipLongVarint(Tape tape, int from) {
        if (from < tape.end && tape.bytes[from] >= 0) {
            return from + 1;
        }
        int most = Math.min(Varints.LONGEST, tape.end - from);
        for (int i = 0; i < most; i++) {
            byte next = tape.bytes[from + i];
            if (next >= 0 || Varints.endsNevertheless(next, i)) {
                return from + i + 1;
            }
        }
        throw most == Varints.LONGEST ? tape.malformed("a varint of more than 10 bytes", from) : tape.truncated();
    }

    private static int skipGroup(Tape tape, int closing, int from, int end, int depth) {
        checkDepth(tape, from, depth);
        int at = from;
        while (at < end) {
            long tagged = varint32(tape, at);
            at = first(tagged);
            if (second(tagged) == closing) {
                return at;
            }
            at = skip(tape, second(tagged), at, end, depth + 1);
        }
        throw tape.truncated();
    }
}
