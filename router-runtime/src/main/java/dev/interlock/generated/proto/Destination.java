package dev.interlock.generated.proto;

import dev.interlock.bytes.ByteWriter;

/** Writer that receives a message and the messages within it. */
final class Destination {
    private static final ByteWriter NOWHERE = new ByteWriter(0);
    private static final byte[] NO_BYTES = {};

    private ByteWriter out = NOWHERE;
    private int start;
    /** Current array of the writer. An encoder may still hold an earlier array. */
    private byte[] array = NO_BYTES;

    private boolean stale;

    void begin(ByteWriter newOut) {
        out = newOut;
        start = newOut.length();
        note(newOut.array());
    }

    private void note(byte[] used) {
        if (array != used) {
            stale |= array.length > 0;
            array = used;
        }
    }

    /** Whether encoders may hold an array of more than {@code retainedBytes}, or more than one array. */
    boolean keepsMore(int retainedBytes) {
        return stale || array.length > retainedBytes;
    }

    /** Releases the array. */
    void forget() {
        out = NOWHERE;
        array = NO_BYTES;
        stale = false;
    }

    /** Appends the bytes up to {@code end} to the writer. */
    void end(String name, int end) {
        requireUntouched(name);
        out.advance(end);
    }

    private void requireUntouched(String name) {
        if (out.length() != start) {
            throw new IllegalStateException(name + ": other code wrote to the output before the end of this message");
        }
    }

    /** Returns the array with the bytes up to {@code at} and room for {@code more} bytes after them. */
    byte[] grow(int at, int more) {
        out.ensure(Math.addExact(at - out.length(), more));
        note(out.array());
        return array;
    }

    /** Writes text as UTF-8 from {@code at}. Returns the index after it. */
    int append(CharSequence text, int at) {
        int length = out.length();
        out.advance(at);
        out.append(text);
        int end = out.length();
        out.truncate(length);
        note(out.array());
        return end;
    }
}
