package dev.interlock.internal.form;

import dev.interlock.bytes.Lease;
import java.io.IOException;
import java.io.InputStream;

/**
 * Input stream of a body in strict mode. After the end of the request, reading throws an exception. Closing is always
 * allowed.
 */
public final class LentInput extends InputStream {
    private final InputStream input;
    private final Lease lease;

    public LentInput(InputStream input, Lease lease) {
        this.input = input;
        this.lease = lease;
    }

    private InputStream live() {
        if (lease.isEnded()) {
            throw lease.late(this);
        }
        return input;
    }

    @Override
    public int read() throws IOException {
        return live().read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return live().read(into, offset, length);
    }

    @Override
    public long skip(long count) throws IOException {
        return live().skip(count);
    }

    @Override
    public int available() throws IOException {
        return live().available();
    }

    @Override
    public boolean markSupported() {
        return live().markSupported();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // Only one thread reads.
    public void mark(int limit) {
        live().mark(limit);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // Only one thread reads.
    public void reset() throws IOException {
        live().reset();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
