package dev.interlock.generated.proto;

import dev.interlock.internal.bytes.Varints;

/** Skips the fields of a message that its view does not declare. */
final class UnknownFields {
    private static final int TYPE_MASK = (1 << Wire.TYPE_BITS) - 1;

    private UnknownFields() {}

    /**
     * Skips an unknown field.
     *
     * @param at index after its tag
     * @param depth depth of the message that has the field
     * @return index after the field, which may be beyond the end of the message
     */
    static int skip(Tape tape, int tag, int at, int end, int depth) {
        if (tag >>> Wire.TYPE_BITS == 0) {
            throw tape.malformed("a field with the number 0", at);
        }
        return switch (tag & TYPE_MASK) {
            case Wire.VARINT -> skipLongVarint(tape, at);
            case Wire.I64 -> skipBytes(tape, at, end, Long.BYTES);
            case Wire.LEN -> skipSpans(tape, tag, at, end);
            case Wire.SGROUP -> skipGroup(tape, tag - Wire.SGROUP + Wire.EGROUP, at, end, depth);
            case Wire.I32 -> skipBytes(tape, at, end, Integer.BYTES);
            case Wire.EGROUP -> throw tape.malformed("the end of a group that did not begin", at);
            default -> throw tape.malformed("a tag with a wire type that does not exist", at);
        };
    }

    /**
     * Skips a field with a length, and all fields with the same tag that directly follow it. These are usually elements
     * of a repeated field.
     */
    private static int skipSpans(Tape tape, int tag, int from, int end) {
        byte[] bytes = tape.bytes;
        int at = from;
        while (true) {
            int length = at < end ? bytes[at] : 0;
            if (length < 0) {
                at = Pair.second(Spans.wide(tape, at, end));
            } else if (length < end - at) {
                at += 1 + length;
            } else {
                throw tape.truncated();
            }
            // A tag of several bytes never matches, because its first byte is negative. The tags of the largest field
            // numbers are negative, too, so they must not be compared with the byte.
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
        Spans.checkDepth(tape, from, depth);
        int at = from;
        while (at < end) {
            long tagged = Spans.varint32(tape, at);
            at = Pair.first(tagged);
            if (Pair.second(tagged) == closing) {
                return at;
            }
            at = skip(tape, Pair.second(tagged), at, end, depth + 1);
        }
        throw tape.truncated();
    }
}
