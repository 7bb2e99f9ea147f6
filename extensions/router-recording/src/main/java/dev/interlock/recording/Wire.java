package dev.interlock.recording;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.recording.segment.Lengths;
import java.nio.charset.StandardCharsets;

/** Writes fields of protobuf messages. */
final class Wire {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;
    private static final byte REPLACEMENT = '?';

    private Wire() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void tag(int number, int wireType, ByteWriter out) {
        // Numbers below 16 take one byte.
        out.append((byte) (number << 3 | wireType));
    }

    /** Writes an integer, unless it is 0. */
    static void number(int number, long value, ByteWriter out) {
        if (value != 0) {
            tag(number, VARINT, out);
            varint(value, out);
        }
    }

    static void varint(long value, ByteWriter out) {
        long rest = value;
        while (rest >>> 7 != 0) {
            out.append((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.append((byte) rest);
    }

    /** Returns the number of bytes of a varint below 2^28. */
    static int varintBytes(int value) {
        return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : 4;
    }

    /** Writes bytes, unless there are none. */
    static void bytes(int number, byte[] value, ByteWriter out) {
        bytes(number, value, 0, value.length, out);
    }

    static void bytes(int number, byte[] value, int from, int to, ByteWriter out) {
        if (to > from) {
            tag(number, LENGTH, out);
            varint(to - from, out);
            out.append(value, from, to);
        }
    }

    /** Writes text from a client. Replaces bytes beyond ASCII, because a protobuf string must be UTF-8. */
    static void text(int number, byte[] value, int from, int to, ByteWriter out) {
        int at = out.length();
        bytes(number, value, from, to, out);
        byte[] array = out.array();
        for (int i = out.length() - (to - from); i > at && i < out.length(); i++) {
            if (array[i] < 0) {
                array[i] = REPLACEMENT;
            }
        }
    }

    /** Begins a message within a message. Returns the position to pass to {@link #end}. */
    static int begin(int number, ByteWriter out) {
        tag(number, LENGTH, out);
        return out.extend(Lengths.BYTES);
    }

    /** Ends a message, and fills in its length. */
    static void end(int from, ByteWriter out) {
        Lengths.write(out.array(), from, out.length() - from - Lengths.BYTES);
    }
}
