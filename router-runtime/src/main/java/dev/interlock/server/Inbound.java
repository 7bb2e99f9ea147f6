package dev.interlock.server;

import io.netty.buffer.ByteBuf;

/**
 * Bytes that a connection has received and not yet consumed. While one read is worked on, they lie in the array of the event
 * loop, which all of its connections share. The rest then moves to an array that the connection borrows, and gives back as
 * soon as the rest is consumed: a connection at rest holds none.
 */
final class Inbound {
    /** Bytes behind the last one that may be read as part of a word. */
    static final int SLACK = Long.BYTES;

    private final byte[] shared;
    private final InputArrays arrays;
    /** Array on loan, or {@link InputArrays#NONE}. */
    private byte[] own = InputArrays.NONE;

    private byte[] bytes = InputArrays.NONE;
    private int from;
    private int to;

    /**
     * Without bytes.
     *
     * @param shared the array of the event loop
     * @param arrays what to borrow from
     */
    Inbound(byte[] shared, InputArrays arrays) {
        this.shared = shared;
        this.arrays = arrays;
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

    /** Bytes of the array on loan. */
    int heldBytes() {
        return own.length;
    }

    /** Consumes the bytes before {@code index}. */
    void skipTo(int index) {
        from = index;
    }

    /**
     * Copies all of {@code read} behind the bytes that are there; those may move, and {@link #bytes()} may change.
     *
     * @return false, and nothing is copied, if there is no memory for it
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

    /** As {@link #append(ByteBuf)}. */
    boolean append(byte[] read) {
        if (!makeRoom(read.length)) {
            return false;
        }
        System.arraycopy(read, 0, bytes, to, read.length);
        to += read.length;
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
     * Gives the event loop's array back: the bytes that were not consumed move. To be called when a read has been worked on.
     *
     * @return false if there is no memory for those bytes, which are lost then
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

    /** Forgets all bytes and gives back what is on loan. */
    void release() {
        byte[] former = own;
        own = InputArrays.NONE;
        bytes = InputArrays.NONE;
        from = 0;
        to = 0;
        arrays.give(former);
    }
}
