package dev.interlock.internal.engine;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.internal.log.ServerLog;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Pending response bytes of a connection. Small pieces are gathered in buffers. Large pieces and files are not copied:
 * they lie between these buffers. One gathering write sends everything.
 */
// A failed write closes the channel. The channel then reports the failure to the connection.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Outbound {
    private static final Logger LOG = ServerLog.of(Outbound.class);

    private static final int INITIAL_BYTES = 4096;

    /**
     * Largest size of a buffer for gathered bytes. Further bytes go to another buffer, because a larger buffer would
     * need a copy of these bytes. Only up to this size does Netty's allocator cache all objects of a buffer. Without
     * Unsafe, as on Java 25, it creates an object for each larger buffer.
     */
    private static final int LARGEST_BYTES = 16 * 1024;

    /** Largest size of a piece that is copied. Up to this size, a copy costs less than a separate piece. */
    private static final int COPIED_BYTES = 4096;

    /**
     * A buffer that waits behind earlier bytes is copied if its unused bytes exceed its content by more than this
     * number. The number keeps small buffers from being copied needlessly.
     */
    private static final int SPARE_BYTES = 256;

    private final ByteBufAllocator allocator;
    /** Lends buffers for bytes that can be sent at once. Null if the link cannot send at once. */
    private final @Nullable SendBuffers lender;

    private final FifoQueue<Object> pieces = new FifoQueue<>(2);
    private @Nullable ByteBuf pending;
    /** Borrowed buffer, or null while none is borrowed. */
    private @Nullable ByteBuf lent;

    private long length;
    /** Number of bytes appended so far. */
    private long appended;
    /** Number of appended bytes in memory that several buffers share. {@link #takeShared} resets it. */
    private long shared;

    private boolean hasFile;
    /** Value of {@link #appended} before the latest file. */
    private long fileFrom;
    /** Whether this object still borrows buffers, because bytes can be sent at once. */
    private boolean borrows;

    public Outbound(ByteBufAllocator allocator) {
        this(allocator, null);
    }

    /** @param lender lends buffers for bytes that can be sent at once; null if the link cannot send at once */
    Outbound(ByteBufAllocator allocator, @Nullable SendBuffers lender) {
        this.allocator = allocator;
        this.lender = lender;
        borrows = lender != null;
    }

    /**
     * Stops borrowing buffers, because bytes cannot be sent at once any more. A buffer that is still on loan returns to
     * its lender after its bytes were sent.
     */
    void stopBorrowing() {
        borrows = false;
    }

    public ByteBufAllocator allocator() {
        return allocator;
    }

    /** Returns the number of pending bytes. */
    public long length() {
        return length;
    }

    /** Returns the number of bytes appended so far. */
    public long appended() {
        return appended;
    }

    private void grow(long count) {
        length += count;
        appended += count;
    }

    /** Returns whether a file is pending. */
    public boolean hasFile() {
        return hasFile;
    }

    /** Returns the number of bytes appended before the latest file. */
    long fileFrom() {
        return fileFrom;
    }

    public void append(byte[] bytes) {
        append(bytes, 0, bytes.length);
    }

    public void append(ByteWriter bytes) {
        append(bytes.array(), 0, bytes.length());
    }

    /** Appends a copy of the bytes from {@code from} to {@code to}, exclusive. */
    public void append(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            ByteBuf into = into(to - at);
            int count = Math.min(to - at, into.maxFastWritableBytes());
            into.writeBytes(bytes, at, count);
            at += count;
            grow(count);
        }
    }

    /**
     * Returns a buffer with room for {@code more} bytes. If one buffer cannot take that many, returns one with less
     * room.
     */
    private ByteBuf into(int more) {
        int room = Math.min(more, LARGEST_BYTES);
        ByteBuf buffer = pending;
        if (buffer == null) {
            buffer = empty(room);
            pending = buffer;
        } else if (buffer.writableBytes() < more && buffer.readableBytes() + more > largest(buffer)) {
            buffer = next(buffer, room);
        }
        return buffer.ensureWritable(room);
    }

    /**
     * Adds the full buffer to the pieces, and returns the next buffer. If a step fails, each buffer still has exactly
     * one owner.
     */
    private ByteBuf next(ByteBuf full, int room) {
        ByteBuf fresh = empty(room);
        boolean added = false;
        try {
            pieces.add(full);
            added = true;
        } finally {
            if (!added) {
                discard(fresh);
            }
        }
        pending = fresh;
        return fresh;
    }

    private void discard(ByteBuf buffer) {
        if (isLent(buffer)) {
            giveBack(buffer);
        } else {
            buffer.release();
        }
    }

    private int largest(ByteBuf buffer) {
        return isLent(buffer) ? SendBuffers.BYTES : LARGEST_BYTES;
    }

    private ByteBuf empty(int room) {
        if (borrows && lender != null && lent == null) {
            lent = lender.take();
            if (lent != null) {
                return lent;
            }
        }
        return allocator.directBuffer(Math.max(INITIAL_BYTES, room));
    }

    // References are compared, because buffers with the same bytes are equal.
    @SuppressWarnings("ReferenceEquality")
    private boolean isLent(ByteBuf buffer) {
        return buffer == lent;
    }

    private void giveBack(ByteBuf buffer) {
        lent = null;
        if (lender != null) {
            lender.giveBack(buffer);
        }
    }

    /** Takes ownership of a buffer, and releases it after its bytes were sent or copied. */
    public void append(ByteBuf bytes) {
        int count = bytes.readableBytes();
        if (count > COPIED_BYTES) {
            piece(bytes, count);
            shared += count - Math.min(count, BufferMemory.ownBytes(bytes));
            return;
        }
        try {
            if (count > 0) {
                into(count).writeBytes(bytes);
                grow(count);
            }
        } finally {
            bytes.release();
        }
    }

    /** Takes ownership of a part of a file. The channel is closed after the part was sent. */
    public void append(FileChannel file, long position, long count) {
        fileFrom = appended;
        piece(FilePart.of(file, position, count), count);
        hasFile = true;
    }

    private void piece(Object piece, long count) {
        boolean added = false;
        try {
            ByteBuf before = pending;
            if (before != null) {
                pieces.add(before);
                pending = null;
            }
            pieces.add(piece);
            added = true;
        } finally {
            if (!added) {
                ReferenceCountUtil.release(piece);
            }
        }
        grow(count);
    }

    /**
     * Returns the bytes of memory that pending responses hold, as {@link BufferMemory} counts them. Borrowed buffers
     * belong to the event loop and do not count.
     */
    long heldBytes() {
        long held = pending == null || isLent(pending) ? 0 : pending.capacity();
        for (int i = 0; i < pieces.size(); i++) {
            held += pieces.get(i) instanceof ByteBuf buffer && !isLent(buffer) ? BufferMemory.ownBytes(buffer) : 0;
        }
        return held;
    }

    /**
     * After all pending bytes were passed on, returns how many of them lie in shared memory, and resets this number.
     * Returns 0 while bytes are pending.
     */
    long takeShared() {
        if (length > 0) {
            return 0;
        }
        long taken = shared;
        shared = 0;
        return taken;
    }

    /**
     * Sends the bytes that the kernel takes at once. Does nothing unless the borrowed buffer holds all pending bytes.
     *
     * @return whether no pending bytes are left
     */
    public boolean sendTo(SocketWriter socket) throws IOException {
        if (length == 0) {
            return true;
        }
        ByteBuf only = pending;
        if (only == null || !isLent(only) || !pieces.isEmpty()) {
            return false;
        }
        int sent = socket.send(only);
        length -= sent;
        only.skipBytes(sent);
        if (only.isReadable()) {
            return false;
        }
        pending = null;
        giveBack(only);
        return true;
    }

    /**
     * Does the same as {@link #next()} for bytes that must wait behind earlier bytes. Copies a buffer that is much
     * larger than its content. Otherwise many small responses would hold too much memory while their client does not
     * read.
     */
    public @Nullable Object nextTight() {
        Object piece = next();
        return piece instanceof ByteBuf buffer ? tight(buffer) : piece;
    }

    private ByteBuf tight(ByteBuf buffer) {
        if (buffer.capacity() - buffer.readableBytes() <= buffer.readableBytes() + SPARE_BYTES) {
            return buffer;
        }
        try {
            return copy(buffer);
        } finally {
            buffer.release();
        }
    }

    /**
     * Removes the next piece and returns it. The caller must release it.
     *
     * @return a {@link ByteBuf} or a {@link FilePart}, or null if there is none
     */
    public @Nullable Object next() {
        Object piece = pieces.poll();
        if (piece == null) {
            piece = pending;
            pending = null;
            length = 0;
            hasFile = false;
        }
        return piece instanceof ByteBuf buffer && isLent(buffer) ? kept(buffer) : piece;
    }

    /**
     * Returns a copy of the borrowed buffer's bytes, which the caller may keep. The borrowed buffer returns to its
     * lender.
     */
    private ByteBuf kept(ByteBuf buffer) {
        try {
            return copy(buffer);
        } finally {
            giveBack(buffer);
        }
    }

    private ByteBuf copy(ByteBuf buffer) {
        return allocator.directBuffer(buffer.readableBytes()).writeBytes(buffer);
    }

    /** Drops all pieces. Allocates nothing, because the connection may have failed for lack of memory. */
    public void release() {
        for (Object piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            drop(piece);
        }
        ByteBuf last = pending;
        if (last != null) {
            pending = null;
            drop(last);
        }
        length = 0;
        hasFile = false;
    }

    /**
     * Drops a piece. Only logs a failure, so that the later pieces are released too. For example, the application may
     * already have released a buffer.
     */
    private void drop(Object piece) {
        try {
            if (piece instanceof ByteBuf buffer) {
                discard(buffer);
            } else {
                ReferenceCountUtil.release(piece);
            }
        } catch (Throwable failure) {
            Faults.error(LOG, "An unsent buffer was not released", failure);
        }
    }
}
