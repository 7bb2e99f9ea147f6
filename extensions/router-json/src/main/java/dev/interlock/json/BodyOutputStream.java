package dev.interlock.json;

import dev.interlock.bytes.ByteWriter;
import java.io.OutputStream;

/** Stream that appends to the body of a response. It serves libraries that can only write to streams. */
public final class BodyOutputStream extends OutputStream {
    private final ByteWriter body;

    public BodyOutputStream(ByteWriter body) {
        this.body = body;
    }

    @Override
    public void write(int value) {
        body.append((byte) value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        body.append(bytes, offset, offset + length);
    }
}
