package dev.interlock.internal.engine;

import io.netty.buffer.ByteBuf;

/**
 * Bytes that a connection has received but not consumed. During a read, the bytes are in an array that all connections
 * of the event loop share. After the read, the remaining bytes move to a borrowed array. The connection returns the
 * borrowed array as soon as it has consumed the bytes. So an idle connection holds no array.
 */
public final class Inbound {
    /**
     * Number of bytes that the array must have after the end of the received bytes. Reading a whole word may cross that
     * end.
     */
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
     * @param shared array that all connections of the event loop share
     * @param arrays source of borrowed arrays
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

    /** Returns the length of the borrowed array. */
    int heldBytes() {
        return own.length;
    }

    /** Consumes the bytes before {@code index}. */
    public void skipTo(int index) {
        from = index;
    }

    /**
     * Appends a copy of the bytes. The earlier bytes may move, and {@link #bytes()} may return another array
     * afterwards.
     *
     * @return false if there is no memory for the bytes; nothing is then copied
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
     * Ends a read: stops using the shared array, and moves the remaining bytes to a borrowed array.
     *
     * @return false if there is no memory for the remaining bytes; they are then lost
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

    /** Drops all bytes, and returns the borrowed array. */
    void release() {
        byte[] former = own;
        own = InputArrays.NONE;
        bytes = InputArrays.NONE;
        from = 0;
        to = 0;
        arrays.give(former);
    }
}
