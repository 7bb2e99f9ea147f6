package dev.interlock.recording;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.recording.segment.Lengths;
import java.nio.charset.StandardCharsets;

/**
 * Writes fields of protobuf messages. The methods that take an array write to room that the caller has made, and return
 * the index after the last byte. So a caller checks the room once for several fields.
 */
final class Wire {
    /** Room for a number, in bytes. */
    static final int NUMBER_ROOM = 11;
    /** Room for the tag and the length of a text, in bytes. The content of the text needs room in addition. */
    static final int TEXT_ROOM = 1 + 5;

    private static final int VARINT = 0;
    private static final int LENGTH = 2;
    private static final byte REPLACEMENT = '?';

    private Wire() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static int putTag(byte[] into, int at, int number, int wireType) {
        // Numbers below 16 take one byte.
        into[at] = (byte) (number << 3 | wireType);
        return at + 1;
    }

    /** Writes the tag and the length of a text or of a message. Needs {@link #TEXT_ROOM}. */
    static int putLength(byte[] into, int at, int number, int length) {
        return putVarint(into, putTag(into, at, number, LENGTH), length);
    }

    private static int putVarint(byte[] into, int from, long value) {
        int at = from;
        long rest = value;
        while (rest >>> 7 != 0) {
            into[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        into[at] = (byte) rest;
        return at + 1;
    }

    /** Writes an integer, unless it is 0. Needs {@link #NUMBER_ROOM}. */
    static int putNumber(byte[] into, int at, int number, long value) {
        return value == 0 ? at : putVarint(into, putTag(into, at, number, VARINT), value);
    }

    /** Writes bytes, unless there are none. Needs {@link #TEXT_ROOM}, and the number of bytes. */
    static int putBytes(byte[] into, int at, int number, byte[] value, int from, int to) {
        if (to <= from) {
            return at;
        }
        int start = putLength(into, at, number, to - from);
        System.arraycopy(value, from, into, start, to - from);
        return start + to - from;
    }

    /**
     * Writes text from a client, like {@link #putBytes}. Replaces bytes beyond ASCII, because a protobuf string must be
     * UTF-8.
     */
    static int putText(byte[] into, int at, int number, byte[] value, int from, int to) {
        int end = putBytes(into, at, number, value, from, to);
        for (int i = end - Math.max(0, to - from); i < end; i++) {
            if (into[i] < 0) {
                into[i] = REPLACEMENT;
            }
        }
        return end;
    }

    /** Returns the number of bytes of a text field, with tag and length. An empty text is not written. */
    static int textBytes(int length) {
        return length <= 0 ? 0 : 1 + varintBytes(length) + length;
    }

    /** Returns the number of bytes of a varint below 2^28. */
    private static int varintBytes(int value) {
        return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : 4;
    }

    /** Appends an integer, unless it is 0. */
    static void number(int number, long value, ByteWriter out) {
        out.ensure(NUMBER_ROOM);
        out.advance(putNumber(out.array(), out.length(), number, value));
    }

    /** Appends bytes, unless there are none. */
    static void bytes(int number, byte[] value, ByteWriter out) {
        bytes(number, value, 0, value.length, out);
    }

    static void bytes(int number, byte[] value, int from, int to, ByteWriter out) {
        out.ensure(TEXT_ROOM + to - from);
        out.advance(putBytes(out.array(), out.length(), number, value, from, to));
    }

    /** Appends text from a client; see {@link #putText}. */
    static void text(int number, byte[] value, int from, int to, ByteWriter out) {
        out.ensure(TEXT_ROOM + Math.max(0, to - from));
        out.advance(putText(out.array(), out.length(), number, value, from, to));
    }

    /**
     * Writes the tag of a message within a message. Returns the position to pass to {@link #end}. The content begins
     * {@link Lengths#BYTES} later.
     */
    static int putBegin(byte[] into, int at, int number) {
        return putTag(into, at, number, LENGTH);
    }

    /** Ends a message, and fills in its length. */
    static void end(int from, ByteWriter out) {
        Lengths.write(out.array(), from, out.length() - from - Lengths.BYTES);
    }
}
