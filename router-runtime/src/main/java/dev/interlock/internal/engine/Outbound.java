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
 * these buffers without a copy. All of them leave in one gathering write.
 */
// A failed write fails its channel, which reports the failure to the connection.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Outbound {
    private static final Logger LOG = ServerLog.of(Outbound.class);

    private static final int INITIAL_BYTES = 4096;

    /**
     * Largest size of a buffer. Further bytes go to another buffer: growing this one further would copy too much. It is
     * also the largest size that Netty's allocator keeps ready with all objects of a buffer. For a larger buffer it
     * creates an object each time where it runs without Unsafe, as on Java 25.
     */
    private static final int LARGEST_BYTES = 16 * 1024;

    /** Largest size of a buffer that is copied: up to here, a copy costs less than a separate piece. */
    private static final int COPIED_BYTES = 4096;

    /**
     * Number of unused bytes that a buffer may have beyond twice its content before it is copied. So small buffers are
     * not copied needlessly.
     */
    private static final int SPARE_BYTES = 256;

    private final ByteBufAllocator allocator;
    /** Lends a buffer for bytes that can be sent at once, or null if bytes are never sent directly. */
    private final @Nullable SendBuffers lender;

    private final FifoQueue<Object> pieces = new FifoQueue<>(2);
    private @Nullable ByteBuf pending;
    /** Buffer of the lender, as long as it is on loan here, or null. */
    private @Nullable ByteBuf lent;

    private long length;
    /** Number of bytes appended so far. */
    private long appended;
    /** Bytes in memory that buffers share with others. */
    private long shared;

    private boolean hasFile;
    /** Number of bytes appended before the latest file. */
    private long fileFrom;
    /** Whether bytes can be sent at once, from a buffer of the lender. */
    private boolean borrows;

    public Outbound(ByteBufAllocator allocator) {
        this(allocator, null);
    }

    /** @param lender lends a buffer for bytes that can be sent at once, or null if nobody sends directly */
    Outbound(ByteBufAllocator allocator, @Nullable SendBuffers lender) {
        this.allocator = allocator;
        this.lender = lender;
        borrows = lender != null;
    }

    /** Stops borrowing, as no bytes can be sent at once any more. A borrowed buffer goes back when it is sent. */
    void stopBorrowing() {
        borrows = false;
    }

    public ByteBufAllocator allocator() {
        return allocator;
    }

    /** Number of pending bytes. */
    public long length() {
        return length;
    }

    /** Number of bytes appended so far. */
    long appended() {
        return appended;
    }

    private void grow(long count) {
        length += count;
        appended += count;
    }

    /** Whether a file is pending. */
    boolean hasFile() {
        return hasFile;
    }

    /** Number of bytes appended before the latest file. */
    long fileFrom() {
        return fileFrom;
    }

    public void append(byte[] bytes) {
        append(bytes, 0, bytes.length);
    }

    public void append(ByteWriter bytes) {
        append(bytes.array(), 0, bytes.length());
    }

    /** Copies the bytes from {@code from} to {@code to}. */
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

    /** Buffer with room for {@code more} bytes, or for as many as one buffer takes. */
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

    /** Adds the full buffer to the pieces. Each buffer has one owner even if a step fails. */
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

    // Buffers with the same bytes are equal, so this compares references.
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

    /** Takes ownership of a buffer. It is released when it is sent. */
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

    /** Takes ownership of a part of a file. Its channel is closed when the part is sent. */
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
     * Bytes of memory that pending responses take, as {@link BufferMemory} counts them. Buffers on loan belong to the
     * event loop and do not count.
     */
    long heldBytes() {
        long held = pending == null || isLent(pending) ? 0 : pending.capacity();
        for (int i = 0; i < pieces.size(); i++) {
            held += pieces.get(i) instanceof ByteBuf buffer && !isLent(buffer) ? BufferMemory.ownBytes(buffer) : 0;
        }
        return held;
    }

    /** Bytes in shared memory that were handed over since the last call. */
    long takeShared() {
        if (length > 0) {
            return 0;
        }
        long taken = shared;
        shared = 0;
        return taken;
    }

    /**
     * Sends the bytes that the kernel takes at once, if all pending bytes are in the lender's buffer.
     *
     * @return whether nothing is left
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
     * As {@link #next()}, for bytes that wait behind earlier ones. A buffer with much more memory than content is
     * copied: many small responses to a client that does not read would take too much memory.
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
     * Hands over the next piece, a {@link ByteBuf} or a {@link FilePart}, which the caller releases; null if there is
     * none.
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

    /** Copies the bytes in the lender's buffer. The caller may keep the copy. */
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

    /** Drops all pieces. Allocates nothing, as lack of memory may be the reason for a failed connection. */
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

    /** Drops a piece. If an application has released its buffer itself, later pieces must still be released. */
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
