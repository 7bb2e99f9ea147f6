package dev.interlock.proto;

import dev.interlock.bytes.Ascii;
import dev.interlock.bytes.Utf8;

/**
 * Records the ranges of text and bytes. A slot holds the offset, the length, and whether the range is known to be
 * ASCII. A tag and a length precede each range, so its offset is never 0, and a slot of 0 stands for no range.
 */
public final class Ranges {
    private static final long MAYBE_NOT_ASCII = 1;

    private Ranges() {}

    /** Records text, which must be UTF-8. */
    public static int text(Tape tape, int at, int end, int slot) {
        byte[] bytes = tape.bytes;
        int length = at < end ? bytes[at] : Integer.MAX_VALUE;
        int from = at + 1;
        if (length < 0 || length > end - from) {
            return wideText(tape, at, end, slot);
        }
        if (Ascii.isAscii(bytes, from, length)) {
            tape.slots[slot] = (long) from << Integer.SIZE | (long) length << 1;
        } else {
            notAscii(tape, from, from + length, slot);
        }
        return from + length;
    }

    private static int wideText(Tape tape, int at, int end, int slot) {
        long span = Wire.span(tape, at, end);
        int from = Wire.first(span);
        int to = Wire.second(span);
        if (Ascii.isAscii(tape.bytes, from, to - from)) {
            tape.slots[slot] = (long) from << Integer.SIZE | (long) (to - from) << 1;
        } else {
            notAscii(tape, from, to, slot);
        }
        return to;
    }

    private static void notAscii(Tape tape, int from, int to, int slot) {
        if (!Utf8.isValid(tape.bytes, from, to)) {
            throw tape.malformed("text that is not UTF-8", from);
        }
        tape.slots[slot] = notAscii(from, to - from);
    }

    /** Records bytes, or text without a check for UTF-8. */
    public static int bytes(Tape tape, int at, int end, int slot) {
        long span = Wire.span(tape, at, end);
        int from = Wire.first(span);
        int to = Wire.second(span);
        tape.slots[slot] = notAscii(from, to - from);
        return to;
    }

    /** Returns a range of text or bytes that may contain non-ASCII characters. */
    static long notAscii(int offset, int length) {
        return (long) offset << Integer.SIZE | (long) length << 1 | MAYBE_NOT_ASCII;
    }

    static int offset(long range) {
        return (int) (range >>> Integer.SIZE);
    }

    static int length(long range) {
        return (int) range >>> 1;
    }

    /** Whether the range is known to be ASCII. If not, it may still be ASCII. */
    static boolean isAscii(long range) {
        return (range & MAYBE_NOT_ASCII) == 0;
    }
}
