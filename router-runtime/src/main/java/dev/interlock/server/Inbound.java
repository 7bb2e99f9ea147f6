package dev.interlock.server;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * The bytes that a connection has received and not yet consumed. They lie in the array of the event loop, shared by all
 * of its connections, as long as one read is worked on; only what is left of it then moves to an array of the
 * connection's own, which it keeps for the next time if it is small.
 */
final class Inbound {
    /** Bytes behind the last one that may be read as part of a word. */
    static final int SLACK = Long.BYTES;

    private static final int SMALLEST_ARRAY = 1024;
    private static final int RETAINED_BYTES = 16 * 1024;
    private static final byte[] NONE = {};

    private final byte[] shared;
    private byte[] own = NONE;
    private byte[] bytes = NONE;
    private int from;
    private int to;

    /** @param shared the array of the event loop */
    Inbound(byte[] shared) {
        this.shared = shared;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int available() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }

    /** Consumes the bytes before {@code index}. */
    void skipTo(int index) {
        from = index;
    }

    /** Copies all of {@code read} behind the bytes that are there; those may move, and {@link #bytes()} may change. */
    void append(ByteBuf read) {
        int count = read.readableBytes();
        makeRoom(count);
        read.readBytes(bytes, to, count);
        to += count;
    }

    /** As {@link #append(ByteBuf)}. */
    void append(byte[] read) {
        makeRoom(read.length);
        System.arraycopy(read, 0, bytes, to, read.length);
        to += read.length;
    }

    private void makeRoom(int count) {
        if (isEmpty() && count + SLACK <= shared.length) {
            bytes = shared;
            from = 0;
            to = 0;
        } else {
            moveToOwn(count);
        }
    }

    /** Gives the event loop's array back: what was not consumed moves. To be called when a read has been worked on. */
    void settle() {
        if (isEmpty()) {
            bytes = NONE;
            from = 0;
            to = 0;
            if (own.length > RETAINED_BYTES) {
                own = NONE;
            }
        } else if (bytes == shared) {
            moveToOwn(0);
        }
    }

    private void moveToOwn(int more) {
        int count = available();
        if (bytes == own && own.length - to >= more + SLACK) {
            return;
        }
        byte[] target = own;
        if (own.length < count + more + SLACK) {
            target = new byte[capacity(count + more + SLACK)];
        }
        System.arraycopy(bytes, from, target, 0, count);
        own = target;
        bytes = target;
        from = 0;
        to = count;
    }

    /** A power of two, so that arrays double and moving stays linear in the bytes received. */
    private static int capacity(int wanted) {
        return Math.max(SMALLEST_ARRAY, Integer.highestOneBit(Math.max(wanted - 1, 1)) << 1);
    }

    /** A copy of the bytes from {@code start} to {@link #from()}, with slack behind them. */
    byte[] copyConsumed(int start) {
        return Arrays.copyOfRange(bytes, start, from + SLACK);
    }
}
