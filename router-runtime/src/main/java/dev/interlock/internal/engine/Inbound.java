package dev.interlock.internal.engine;

import io.netty.buffer.ByteBuf;

/**
 * Bytes that a connection has received and not yet consumed. During a read they are in the array of the event loop,
 * which all of its connections share. Afterwards the remaining bytes move to a borrowed array. The connection gives it
 * back as soon as these bytes are consumed, so an idle connection has no array.
 */
public final class Inbound {
    /** Number of bytes after the end that may be read as part of a word. */
    static final int SLACK = Long.BYTES;

    private final byte[] shared;
    private final InputArrays arrays;
    /** Array on loan, or {@link InputArrays#NONE}. */
    private byte[] own = InputArrays.NONE;

    private byte[] bytes = InputArrays.NONE;
    private int from;
    private int to;

    /**
     * Starts without bytes.
     *
     * @param shared array of the event loop
     * @param arrays lends arrays
     */
    Inbound(byte[] shared, InputArrays arrays) {
        this.shared = shared;
        this.arrays = arrays;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    public int available() {
        return to - from;
    }

    public boolean isEmpty() {
        return from == to;
    }

    /** Bytes of the array on loan. */
    int heldBytes() {
        return own.length;
    }

    /** Consumes the bytes before {@code index}. */
    public void skipTo(int index) {
        from = index;
    }

    /**
     * Appends a copy of {@code read}. The existing bytes may move, and {@link #bytes()} may change.
     *
     * @return false if there is no memory for the bytes; nothing is copied then
     */
    boolean append(ByteBuf read) {
        int count = read.readableBytes();
        if (!makeRoom(count)) {
            return false;
        }
        read.readBytes(bytes, to, count);
        to += count;
        return true;
    }

    private boolean makeRoom(int count) {
        if (isEmpty() && count + SLACK <= shared.length) {
            bytes = shared;
            from = 0;
            to = 0;
            return true;
        }
        return moveToOwn(count);
    }

    /**
     * Gives back the event loop's array at the end of a read, and moves the remaining bytes to another one.
     *
     * @return false if there is no memory for those bytes; they are lost then
     */
    boolean settle() {
        if (isEmpty()) {
            release();
            return true;
        }
        if (bytes != shared || moveToOwn(0)) {
            return true;
        }
        release();
        return false;
    }

    private boolean moveToOwn(int more) {
        int count = available();
        int wanted = count + more + SLACK;
        if (bytes == own && own.length - to >= more + SLACK) {
            return true;
        }
        byte[] target = own;
        if (own.length < wanted) {
            target = arrays.take(wanted);
            if (target == null) {
                return false;
            }
        }
        System.arraycopy(bytes, from, target, 0, count);
        byte[] former = own;
        own = target;
        bytes = target;
        from = 0;
        to = count;
        if (former != target) {
            arrays.give(former);
        }
        return true;
    }

    /** Forgets all bytes and gives back the array on loan. */
    void release() {
        byte[] former = own;
        own = InputArrays.NONE;
        bytes = InputArrays.NONE;
        from = 0;
        to = 0;
        arrays.give(former);
    }
}
