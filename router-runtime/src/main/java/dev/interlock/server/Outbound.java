package dev.interlock.server;

import dev.interlock.bytes.ByteWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a connection has ready to be sent: small pieces gathered in one buffer, large ones and files between such buffers
 * as they are. All of it leaves in one gathering write.
 */
// A write that fails fails its channel, which is heard of there.
@SuppressWarnings("FutureReturnValueIgnored")
final class Outbound {
    private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);

    private static final int INITIAL_BYTES = 4096;

    /** Class of buffers that are never released, such as those of files in memory. */
    private static final Class<?> UNRELEASABLE =
            Unpooled.unreleasableBuffer(Unpooled.EMPTY_BUFFER).getClass();

    /**
     * A buffer that has grown to this size is followed by another: growing it further would copy too much. And it is the
     * largest of the sizes that Netty's allocator keeps ready with all that belongs to them; for a larger one it makes an
     * object each time where it has to do without Unsafe, as on Java 25.
     */
    private static final int LARGEST_BYTES = 16 * 1024;

    /** Up to this size copying a buffer costs less than sending it as a piece of its own. */
    private static final int COPIED_BYTES = 4096;

    /** Bytes that a buffer may take beyond twice those in it, so that small ones are not copied for nothing. */
    private static final int SPARE_BYTES = 256;

    private final ByteBufAllocator allocator;
    private final @Nullable SendBuffers lender;
    private final ArrayDeque<Object> pieces = new ArrayDeque<>(2);
    private @Nullable ByteBuf pending;
    /** That of the lender, as long as it is here. */
    private @Nullable ByteBuf lent;

    private long length;
    /** Bytes in buffers beyond those that the buffers take by themselves. */
    private long shared;

    private boolean hasFile;

    Outbound(ByteBufAllocator allocator) {
        this(allocator, null);
    }

    /** @param lender has a buffer for what can be sent at once, if somebody sends it directly */
    Outbound(ByteBufAllocator allocator, @Nullable SendBuffers lender) {
        this.allocator = allocator;
        this.lender = lender;
    }

    ByteBufAllocator allocator() {
        return allocator;
    }

    /** Bytes that are ready. */
    long length() {
        return length;
    }

    /** Whether a file is among what is ready. */
    boolean hasFile() {
        return hasFile;
    }

    void append(byte[] bytes) {
        append(bytes, 0, bytes.length);
    }

    void append(ByteWriter bytes) {
        append(bytes.array(), 0, bytes.length());
    }

    /** Copies the bytes from {@code from} to {@code to}. */
    void append(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            ByteBuf into = into(to - at);
            int count = Math.min(to - at, into.maxFastWritableBytes());
            into.writeBytes(bytes, at, count);
            at += count;
            length += count;
        }
    }

    /** The buffer to write to, with room for {@code more} bytes or as many as one buffer takes. */
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

    /** Adds the full buffer to the pieces; whichever step fails, each buffer has one owner. */
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
        if (lender != null && lent == null) {
            lent = lender.take();
            if (lent != null) {
                return lent;
            }
        }
        return allocator.directBuffer(Math.max(INITIAL_BYTES, room));
    }

    // Buffers are equal if their bytes are.
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

    /** Takes a buffer over: it is released when it is sent. */
    void append(ByteBuf bytes) {
        int count = bytes.readableBytes();
        if (count > COPIED_BYTES) {
            piece(bytes, count);
            shared += count - Math.min(count, ownBytes(bytes));
            return;
        }
        try {
            if (count > 0) {
                into(count).writeBytes(bytes);
                length += count;
            }
        } finally {
            bytes.release();
        }
    }

    /** Takes a part of a file over: its channel is closed when it is sent. */
    void append(FileChannel file, long position, long count) {
        piece(region(file, position, count), count);
        hasFile = true;
    }

    private static DefaultFileRegion region(FileChannel file, long position, long count) {
        DefaultFileRegion region = null;
        try {
            region = new DefaultFileRegion(file, position, count);
            return region;
        } finally {
            if (region == null) {
                close(file);
            }
        }
    }

    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            Faults.error(LOG, "A file that could not be sent was not closed well", e);
        }
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
        length += count;
    }

    /**
     * Bytes of memory that are taken for what is ready, as {@link #ownBytes} counts them. Buffers on loan are the event loop's.
     */
    long heldBytes() {
        long held = pending == null || isLent(pending) ? 0 : pending.capacity();
        if (!pieces.isEmpty()) {
            for (Object piece : pieces) {
                held += piece instanceof ByteBuf buffer && !isLent(buffer) ? ownBytes(buffer) : 0;
            }
        }
        return held;
    }

    /**
     * Bytes of memory that a buffer takes by itself: none if the application keeps the memory for good, else its part of the
     * memory, which other slices and duplicates may share. An application that sends one message to many clients has a
     * duplicate for each.
     */
    static long ownBytes(ByteBuf buffer) {
        if (buffer.getClass() == UNRELEASABLE) {
            return 0;
        }
        // Buffers that Netty watches for leaks are wrapped, too.
        ByteBuf memory = buffer;
        for (ByteBuf inner = memory.unwrap(); inner != null; inner = memory.unwrap()) {
            memory = inner;
        }
        return memory.capacity() / Math.max(1, memory.refCnt());
    }

    /** Bytes whose memory is shared with others, of those handed over since the last call. */
    long takeShared() {
        if (length > 0) {
            return 0;
        }
        long taken = shared;
        shared = 0;
        return taken;
    }

    /**
     * Sends what the kernel takes at once, if all that is ready is in the buffer of the lender.
     *
     * @return whether nothing is left
     */
    boolean sendTo(SocketWriter socket) throws IOException {
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
     * Hands everything over, in order; nothing is flushed.
     *
     * @param queued whether it has to wait behind what was handed over before: then no buffer is handed over that takes much
     *     more memory than it has bytes, as many small responses to a client that does not read would do
     */
    void writeTo(ChannelOutboundInvoker channel, ChannelPromise promise, boolean queued) {
        for (Object piece = next(); piece != null; piece = next()) {
            channel.write(queued && piece instanceof ByteBuf buffer ? tight(buffer) : piece, promise);
        }
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

    /** Hands over the next piece, a buffer or a part of a file, which the caller releases; null if there is none. */
    @Nullable
    Object next() {
        Object piece = pieces.poll();
        if (piece == null) {
            piece = pending;
            pending = null;
            length = 0;
            hasFile = false;
        }
        return piece instanceof ByteBuf buffer && isLent(buffer) ? kept(buffer) : piece;
    }

    /** A copy of what is in the lender's buffer: whoever takes it may keep it. */
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

    /** Drops everything. Allocates nothing: this is for connections that fail for want of memory, too. */
    void release() {
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

    private void drop(Object piece) {
        if (piece instanceof ByteBuf buffer) {
            discard(buffer);
        } else {
            ReferenceCountUtil.release(piece);
        }
    }
}
