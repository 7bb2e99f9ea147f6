package dev.interlock.codec;

import dev.interlock.bytes.ByteWriter;
import java.io.OutputStream;

/** Output stream into a response body, for libraries that write to streams. */
final class BodyOutputStream extends OutputStream {
    private final ByteWriter body;

    BodyOutputStream(ByteWriter body) {
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
