package dev.interlock.generated.proto;

import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.bytes.Utf8;

/** Records the {@linkplain Range ranges} of text and bytes. */
final class Ranges {
    private Ranges() {}

    /** Records text, which must be UTF-8. */
    static int text(Tape tape, int at, int end, int slot) {
        byte[] bytes = tape.bytes;
        int length = at < end ? bytes[at] : Integer.MAX_VALUE;
        int from = at + 1;
        if (length < 0 || length > end - from) {
            return wideText(tape, at, end, slot);
        }
        if (Ascii.isAscii(bytes, from, length)) {
            tape.slots[slot] = Range.ascii(from, length);
        } else {
            notAscii(tape, from, from + length, slot);
        }
        return from + length;
    }

    private static int wideText(Tape tape, int at, int end, int slot) {
        long span = Spans.read(tape, at, end);
        int from = Pair.first(span);
        int to = Pair.second(span);
        if (Ascii.isAscii(tape.bytes, from, to - from)) {
            tape.slots[slot] = Range.ascii(from, to - from);
        } else {
            notAscii(tape, from, to, slot);
        }
        return to;
    }

    private static void notAscii(Tape tape, int from, int to, int slot) {
        if (!Utf8.isValid(tape.bytes, from, to)) {
            throw tape.malformed("text that is not UTF-8", from);
        }
        tape.slots[slot] = Range.notAscii(from, to - from);
    }

    /** Records bytes, or text without a check for UTF-8. */
    static int bytes(Tape tape, int at, int end, int slot) {
        long span = Spans.read(tape, at, end);
        int from = Pair.first(span);
        int to = Pair.second(span);
        tape.slots[slot] = Range.notAscii(from, to - from);
        return to;
    }
}
