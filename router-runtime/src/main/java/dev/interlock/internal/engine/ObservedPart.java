package dev.interlock.internal.engine;

import dev.interlock.observe.ObservedBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Objects;

/** Part of a body for one event: a range of an array, or a buffer. Reused for the next event. */
final class ObservedPart implements ObservedBytes {
    private static final byte[] NONE = {};

    private byte[] array = NONE;
    private int from;
    /** Buffer with the bytes if {@link #array} is {@link #NONE}. */
    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;

    private int length;

    ObservedPart wrap(byte[] bytes, int first, int to) {
        array = bytes;
        from = first;
        length = to - first;
        return this;
    }

    ObservedPart wrap(ByteBuf bytes) {
        buffer = bytes;
        length = bytes.readableBytes();
        return this;
    }

    /** Drops the references to the bytes after the event. */
    void clear() {
        array = NONE;
        buffer = Unpooled.EMPTY_BUFFER;
        length = 0;
    }

    @Override
    public int length() {
        return length;
    }

    // Compares references, because NONE means that there is no array.
    @SuppressWarnings("ReferenceEquality")
    @Override
    public void copyTo(int first, byte[] into, int at, int count) {
        Objects.checkFromIndexSize(first, count, length);
        if (array == NONE) {
            buffer.getBytes(buffer.readerIndex() + first, into, at, count);
        } else {
            System.arraycopy(array, from + first, into, at, count);
        }
    }
}
