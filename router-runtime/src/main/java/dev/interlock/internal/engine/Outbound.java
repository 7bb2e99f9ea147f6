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
 * Pending response bytes of a connection. Small pieces are gathered in buffers. Large pieces and files lie between
 * these buffers and are not copied. All of them leave in one gathering write.
 */
// A failed write closes the channel, which reports the failure to the connection.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Outbound {
    private static final Logger LOG = ServerLog.of(Outbound.class);

    private static final int INITIAL_BYTES = 4096;

    /**
     * Largest size of a buffer. Further bytes go to another buffer, because growing this buffer would copy too much.
     * This is also the largest size for which Netty's allocator caches all objects of a buffer. Without Unsafe, as on
     * Java 25, the allocator creates an object for each larger buffer.
     */
    private static final int LARGEST_BYTES = 16 * 1024;

    /** Largest size of a piece that is copied. Up to this size, a copy costs less than a separate piece. */
    private static final int COPIED_BYTES = 4096;

    /**
     * Number of unused bytes that a buffer may have beyond twice its content. A buffer with more unused bytes is
     * copied. The number is large enough that small buffers are not copied needlessly.
     */
    private static final int SPARE_BYTES = 256;

    private final ByteBufAllocator allocator;
    /** Source of buffers for bytes that can be sent at once, or null if the link cannot send at once. */
    private final @Nullable SendBuffers lender;

    private final FifoQueue<Object> pieces = new FifoQueue<>(2);
    private @Nullable ByteBuf pending;
    /** Borrowed buffer while this object holds it, or null. */
    private @Nullable ByteBuf lent;

    private long length;
    /** Number of bytes appended so far. */
    private long appended;
    /** Number of bytes in memory that several buffers share. */
    private long shared;

    private boolean hasFile;
    /** Value of {@link #appended} before the latest file. */
    private long fileFrom;
    /** Whether bytes can be sent at once, from a borrowed buffer. */
    private boolean borrows;

    public Outbound(ByteBufAllocator allocator) {
        this(allocator, null);
    }

    /** @param lender source of buffers for bytes that can be sent at once, or null if the link cannot send at once */
    Outbound(ByteBufAllocator allocator, @Nullable SendBuffers lender) {
        this.allocator = allocator;
        this.lender = lender;
        borrows = lender != null;
    }

    /**
     * Stops borrowing, because no more bytes can be sent at once. A borrowed buffer returns to its lender after it is
     * sent.
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
    long appended() {
        return appended;
    }

    private void grow(long count) {
        length += count;
        appended += count;
    }

    /** Returns whether a file is pending. */
    boolean hasFile() {
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

    /** Appends a copy of the bytes from {@code from} to {@code to}. */
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

    /** Returns a buffer with room for {@code more} bytes, or for as many of them as one buffer takes. */
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
     * Adds the full buffer to the pieces, and returns the next buffer. Each buffer has one owner even if a step fails.
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

    /** Takes ownership of a buffer. The buffer is released after it is sent. */
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

    /** Takes ownership of a part of a file. The channel is closed after the part is sent. */
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

    /** Returns the bytes in shared memory that were passed on since the last call. */
    long takeShared() {
        if (length > 0) {
            return 0;
        }
        long taken = shared;
        shared = 0;
        return taken;
    }

    /**
     * Sends the bytes that the kernel takes at once, if the borrowed buffer holds all pending bytes.
     *
     * @return whether no bytes are left
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
     * Like {@link #next()}, for bytes that wait behind earlier bytes. Copies a buffer that is much larger than its
     * content. Otherwise many small responses would hold too much memory while their client does not read.
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
     * Passes the next piece to the caller, who must release it.
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

    /** Returns a copy of the bytes in the borrowed buffer. The caller may keep the copy. */
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
     * Drops a piece. A failure must not keep later pieces from their release: the application may already have released
     * a buffer.
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
