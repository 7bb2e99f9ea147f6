package dev.interlock.http2.internal.session;

import dev.interlock.internal.engine.BodySink;
import dev.interlock.internal.engine.FifoQueue;
import dev.interlock.internal.engine.MemoryBudget;
import dev.interlock.internal.engine.NoMemoryException;
import dev.interlock.internal.message.OpenFile;
import dev.interlock.internal.syntax.FieldSection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Part of a response's body that waits for a window or for the connection. It counts as direct memory of connections.
 * Used only by the thread of its event loop.
 */
final class ResponseBody implements BodySink {
    private static final int USUAL_PARTS = 8;
    private static final int OBJECT_BYTES = 512;

    private final MemoryBudget budget;
    private final Receiver receiver;
    /** Parts in memory, or null before the first one. */
    private @Nullable FifoQueue<ByteBuf> parts;

    private long partBytes;
    /** Bytes that are reserved for copies. */
    private long reserved;
    /** File whose rest follows the parts, or null. */
    private @Nullable OpenFile file;

    private long filePosition;
    private long fileBytes;
    /** Trailer fields after the body; empty if there are none. */
    private FieldSection trailers = FieldSection.EMPTY;

    private boolean begun;
    private boolean ended;

    /** Response of the body. */
    interface Receiver {
        /** Sends the head of a streamed response. */
        void headDue();

        /** Notes that a part or the end can be sent. */
        void bodyReady();

        /** Returns the number of bytes in the output of the connection that wait to be sent. */
        long unsentBytes();
    }

    ResponseBody(MemoryBudget budget, Receiver receiver) {
        this.budget = budget;
        this.receiver = receiver;
    }

    /** Returns whether a part or the end waits. */
    boolean isPending() {
        return begun;
    }

    /** Returns whether bytes wait for a window or their turn. */
    boolean hasBytes() {
        return partBytes + fileBytes > 0;
    }

    /** Returns whether the end of the body waits, after all bytes. */
    boolean isEnded() {
        return ended;
    }

    FieldSection trailers() {
        return trailers;
    }

    /** Returns whether a DATA frame with this many bytes is the last frame of the stream. */
    boolean isLast(int count) {
        return ended && count == partBytes + fileBytes && trailers.isEmpty();
    }

    /** Returns the bytes of direct memory that the waiting parts hold. */
    long waitingBytes() {
        return partBytes;
    }

    /** Returns the length of the next frame: the length of the first part, but at most {@code most}. */
    int next(int most) {
        FifoQueue<ByteBuf> queue = parts;
        ByteBuf first = queue == null ? null : queue.peek();
        return first == null ? (int) Math.min(most, fileBytes) : Math.min(most, first.readableBytes());
    }

    /**
     * Removes the next bytes. The caller then owns them.
     *
     * @param count result of {@link #next}
     * @throws IOException if the file cannot be read, or has become shorter
     */
    ByteBuf take(int count, ByteBufAllocator allocator) throws IOException {
        FifoQueue<ByteBuf> queue = parts;
        ByteBuf first = queue == null ? null : queue.peek();
        if (first == null || queue == null) {
            return read(count, allocator);
        }
        ByteBuf taken = first;
        if (count == first.readableBytes()) {
            queue.poll();
        } else {
            taken = first.readRetainedSlice(count);
        }
        partBytes -= count;
        budget.direct().release(count);
        return taken;
    }

    private ByteBuf read(int count, ByteBufAllocator allocator) throws IOException {
        OpenFile source = file;
        if (source == null) {
            return Unpooled.EMPTY_BUFFER;
        }
        ByteBuf buffer = allocator.directBuffer(count);
        boolean complete = false;
        try {
            while (buffer.readableBytes() < count) {
                int read = buffer.writeBytes(
                        source.channel(), filePosition + buffer.readableBytes(), count - buffer.readableBytes());
                if (read <= 0) {
                    throw new EOFException("A file has become shorter while it was sent");
                }
            }
            if (count == fileBytes) {
                closeFile();
            }
            complete = true;
        } finally {
            if (!complete) {
                buffer.release();
            }
        }
        filePosition += count;
        fileBytes -= count;
        return buffer;
    }

    /**
     * Reserves memory for {@link #addCopy}.
     *
     * @param essential whether the memory is reserved even if the budget is spent
     * @return false if the budget is spent
     */
    boolean reserve(long count, boolean essential) {
        if (essential) {
            budget.direct().add(count);
        } else if (!budget.direct().reserve(count)) {
            budget.relieve();
            return false;
        }
        reserved += count;
        return true;
    }

    /** Releases memory that was reserved and not used. */
    void endReservation() {
        budget.direct().release(reserved);
        reserved = 0;
    }

    /**
     * Adds a copy of bytes. Uses reserved memory if enough is reserved.
     *
     * @throws NoMemoryException if the memory budget is spent
     */
    void addCopy(byte[] bytes, int from, int to, ByteBufAllocator allocator) {
        if (from == to) {
            return;
        }
        if (reserved < to - from && !reserve(to - from, false)) {
            throw new NoMemoryException();
        }
        reserved -= to - from;
        boolean added = false;
        try {
            ByteBuf copy = allocator.directBuffer(to - from);
            copy.writeBytes(bytes, from, to - from);
            add(copy);
            added = true;
        } finally {
            if (!added) {
                budget.direct().release(to - from);
            }
        }
    }

    /** Adds a buffer, and takes ownership. */
    void addBuffer(ByteBuf part) {
        int count = part.readableBytes();
        if (count == 0) {
            part.release();
            return;
        }
        add(part);
        budget.direct().add(count);
        budget.relieve();
    }

    private void add(ByteBuf part) {
        begun = true;
        boolean added = false;
        try {
            FifoQueue<ByteBuf> queue = parts;
            if (queue == null) {
                queue = new FifoQueue<>(USUAL_PARTS);
                parts = queue;
            }
            queue.add(part);
            added = true;
        } finally {
            if (!added) {
                part.release();
            }
        }
        partBytes += part.readableBytes();
    }

    /** Adds a part of a file after all other parts, and takes ownership of the file. */
    void addFile(OpenFile open, long position, long count) {
        begun = true;
        file = open;
        filePosition = position;
        fileBytes = count;
    }

    /**
     * Notes that the body ends after its parts.
     *
     * @param last trailer fields; empty for none
     * @param owned whether the caller gives up the trailer fields; if not, the body copies them
     */
    void end(FieldSection last, boolean owned) {
        begun = true;
        ended = true;
        trailers = last.isEmpty() ? FieldSection.EMPTY : owned ? last : FieldSection.copyOf(last);
    }

    @Override
    public void begin() {
        receiver.headDue();
    }

    @Override
    public void append(ByteBuf part) {
        addBuffer(part);
        receiver.bodyReady();
    }

    @Override
    public void end(FieldSection last) {
        end(last, false);
        receiver.bodyReady();
    }

    @Override
    public long heldBytes() {
        return OBJECT_BYTES;
    }

    @Override
    public long pendingBytes() {
        return partBytes + receiver.unsentBytes();
    }

    /** Notes that the last frame was sent. */
    void sent() {
        begun = false;
        ended = false;
    }

    /** Frees everything. The object can then serve another response. */
    void clear() {
        begun = false;
        ended = false;
        trailers = FieldSection.EMPTY;
        budget.direct().release(partBytes);
        partBytes = 0;
        endReservation();
        fileBytes = 0;
        FifoQueue<ByteBuf> queue = parts;
        if (queue != null) {
            for (ByteBuf part = queue.poll(); part != null; part = queue.poll()) {
                part.release();
            }
        }
        closeFile();
    }

    private void closeFile() {
        OpenFile open = file;
        file = null;
        if (open != null) {
            try {
                open.release();
            } catch (UncheckedIOException e) {
                // A failed close of a file that was only read loses no data.
                return;
            }
        }
    }
}
